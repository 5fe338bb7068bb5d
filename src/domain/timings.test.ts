import { expect, test } from 'vitest';
import { incident, MINUTE } from '../../tests/fixtures/domain.ts';
import { timingsOf } from './timings.ts';

test('each length is what lies between its two moments', () => {
  const one = incident(
    [
      ['10:12', 'investigating'],
      ['10:30', 'identified'],
      ['10:50', 'monitoring'],
      ['11:10', 'resolved'],
    ],
    { started: '2026-11-21T10:00:00Z', detected: '2026-11-21T10:05:00Z', acknowledged: '2026-11-21T10:08:00Z' },
  );
  const minutes = Object.fromEntries(Object.entries(timingsOf(one)).map(([name, ms]) => [name, ms / MINUTE]));
  expect(minutes).toEqual({
    detect: 5,
    acknowledge: 3,
    identify: 25,
    mitigate: 45,
    resolve: 65,
    felt: 70,
    firstUpdate: 7,
  });
});

test('a length with a moment that nobody gave is not there, rather than guessed', () => {
  expect(timingsOf(incident([['10:12', 'investigating']]))).toEqual({});
});

test('what had happened before anyone noticed took no time after that, rather than less than none', () => {
  const healed = incident([['10:30', 'resolved']], {
    started: '2026-11-21T10:00:00Z',
    detected: '2026-11-21T10:20:00Z',
    mitigated: '2026-11-21T10:05:00Z',
  });
  expect(timingsOf(healed)).toMatchObject({ detect: 20 * MINUTE, mitigate: 0 });
});
