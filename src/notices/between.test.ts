import { expect, test } from 'vitest';
import { audiencesAt, CHANNELS, desk, eventsOf, INCIDENT, incident, moment } from '../../tests/notices/desk.ts';
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

test('of post-mortems only what was published can be taken back, and only by whom it was heard', () => {
  const path = 'postmortems/2026-11-24-slow.mdx';
  const text = (status: string): string =>
    `---\ntitle: Learned\nstatus: ${status}\npublished: 2026-11-24\nsummary: A.\n---\n\nText.\n`;
  const deaf = '  deaf: { kind: slack, secret: DEAF }\n';
  const { files } = desk({ [INCIDENT]: incident(['10:00 investigating', '10:20 resolved']) }, CHANNELS + deaf);
  const at = (status: string) => audiencesAt(new Map([...files, [path, text(status)]]), '12:00');
  const between = (from: string, to: string): string[] => eventsOf(noticesBetween(at(from), at(to), moment('12:00')));
  expect(between('draft', 'review')).toEqual([]);
  expect(between('review', 'published')).toEqual(['world published', 'team published']);
  expect(between('published', 'draft')).toEqual(['world withdrawn', 'team withdrawn']);
});
