import { expect, test } from 'vitest';
import { refuseUnknown } from './reading.ts';

test('a value that is missing is told in another sentence than one that is not known', () => {
  expect(refuseUnknown('state', 'odd', ['firing', 'ended']).refused).toEqual([
    'state is "odd"; known are firing, ended.',
  ]);
  expect(refuseUnknown('state', undefined, ['firing', 'ended']).refused).toEqual([
    'state is missing; it must be one of firing, ended.',
  ]);
  expect(refuseUnknown('heartbeat', undefined, ['a heartbeat']).refused).toEqual(['heartbeat is missing.']);
});
