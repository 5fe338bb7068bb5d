import { expect, test } from 'vitest';
import { audiencesAt, desk, eventsOf, INCIDENT, incident, moment } from '../../tests/notices/desk.ts';
import { noticesBetween } from './between.ts';

test('only what a change brings is what subscribers will read', () => {
  const { files } = desk({ [INCIDENT]: incident(['10:00 investigating']) });
  const before = audiencesAt(files, '10:20');
  expect(noticesBetween(before, before, moment('10:20'))).toEqual([]);
  const after = audiencesAt(
    new Map([...files, [INCIDENT, incident(['10:00 investigating', '10:20 resolved'])]]),
    '10:20',
  );
  const told = noticesBetween(before, after, moment('10:20'));
  expect(eventsOf(told)).toEqual(['world resolved', 'team resolved']);
  expect(told[0]?.updates.map(({ text }) => text)).toEqual(['Text of 10:20.']);
  const draft = new Map([
    ...files,
    ['postmortems/2026-11-24-slow.mdx', '---\ntitle: A\nstatus: draft\nsummary: B.\n---\n\n## Summary\n\nC.\n'],
  ]);
  const unfinished = audiencesAt(draft, '10:20');
  expect(unfinished.internal.postmortems).toHaveLength(1);
  expect(noticesBetween(unfinished, unfinished, moment('10:20'))).toEqual([]);
  expect(eventsOf(noticesBetween(undefined, before, moment('10:20')))).toEqual(['world opened', 'team opened']);
});
