import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';

const SILENCE = '---\nreason: Moving.\nmatch: { team: pay }\nuntil: 2026-11-21T12:00:00Z\n---\n';

test('a silence is a hint from the moment of its end on', () => {
  const told = (now: string) => contentWith({ 'silences/moving.md': SILENCE }, Date.parse(now)).problems;
  expect(told('2026-11-21T11:59:59Z')).toEqual([]);
  expect(told('2026-11-21T12:00:00Z')).toMatchObject([
    {
      code: 'expired-silence',
      level: 'warning',
      line: 4,
      message: 'The silence ended at 2026-11-21T12:00:00Z and keeps nothing back any more.',
    },
  ]);
});
