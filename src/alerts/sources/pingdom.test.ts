import { expect, test } from 'vitest';
import { alertOf, at, pingdomCheck, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (state: string, change = {}) => alertOf('pingdom', pingdomCheck(state, change));

test.each([
  ['DOWN', 'UP'],
  ['FAILING', 'SUCCESS'],
])('a check is %s until it is %s', (bad, good) => {
  expect(one(bad)).toMatchObject({
    key: '900100',
    state: 'firing',
    title: 'API from outside',
    startedAt: at('2026-11-21T10:00:00Z'),
    labels: {
      alertname: 'API from outside',
      severity: 'high',
      check: '900100',
      type: 'HTTP',
      url: 'https://api.example.com/health',
      host: 'api.example.com',
      'tag.public': 'true',
    },
  });
  const over = one(good, { state_changed_timestamp: 1_795_255_500 });
  expect(over).toMatchObject({ key: '900100', state: 'ended', endedAt: at('2026-11-21T10:05:00Z') });
  expect(over).not.toHaveProperty('startedAt');
});

test('the written time is UTC', () => {
  expect(one('DOWN', { state_changed_timestamp: undefined }).startedAt).toBe(at('2026-11-21T10:00:00Z'));
});

test('a transaction check has fewer parts', () => {
  const check = {
    check_id: 5,
    check_name: 'Sign in',
    check_type: 'TRANSACTION',
    check_params: {},
    current_state: 'FAILING',
  };
  expect(alertOf('pingdom', check)).toMatchObject({ key: '5', state: 'firing', labels: { type: 'TRANSACTION' } });
});

test('an unknown state is refused', () => {
  expect(readOf('pingdom', pingdomCheck('PAUSED')).refused).toEqual([
    'current_state is "PAUSED"; known are DOWN, FAILING, UP, SUCCESS.',
  ]);
});
