import { describe, expect, test } from 'vitest';
import { at, clock, component, maintenance } from '../../tests/fixtures/domain.ts';
import { stateAt } from './component.ts';
import { type Maintenance, maintenanceState } from './maintenance.ts';

describe('the clock moves a maintenance on where nobody writes', () => {
  for (const [when, state] of [
    ['09:59', 'scheduled'],
    ['10:00', 'in progress'],
    ['11:59', 'in progress'],
    ['12:00', 'completed'],
  ] as const) {
    test(`planned from 10:00 to 12:00, it is ${state} at ${when}`, () => {
      expect(maintenanceState(maintenance(), at(when))).toBe(state);
    });
  }
});

test('one cancelled before it began took no time', () => {
  for (const when of ['09:00', '10:00']) {
    const one = maintenance([
      ['08:00', 'scheduled'],
      [when, 'cancelled'],
    ]);
    expect([window(one), states(one)]).toEqual(['none', 'cancelled cancelled cancelled']);
  }
});

test('one cancelled while it ran took the time until then', () => {
  const one = maintenance([
    ['10:00', 'in progress'],
    ['10:30', 'cancelled'],
  ]);
  expect([window(one), states(one)]).toEqual(['10:00–10:30', 'cancelled cancelled cancelled']);
});

test('one cancelled that nobody says had begun takes no time, whatever the clock said', () => {
  expect(window(maintenance([['10:30', 'cancelled']]))).toBe('none');
  expect(window(maintenance([['14:00', 'cancelled']]))).toBe('none');
});

test('one finished early is over then', () => {
  const one = maintenance([
    ['10:00', 'in progress'],
    ['11:00', 'completed'],
  ]);
  expect([window(one), states(one)]).toEqual(['10:00–11:00', 'scheduled in progress completed']);
});

test('one that overran lasted until its update says so', () => {
  const one = maintenance([
    ['10:00', 'in progress'],
    ['13:15', 'completed'],
  ]);
  expect(window(one)).toBe('10:00–13:15');
  expect([at('13:00'), at('13:15')].map((now) => maintenanceState(one, now))).toEqual(['in progress', 'completed']);
});

test('one begun early began then', () => {
  const one = maintenance([['09:40', 'in progress']]);
  expect([window(one), maintenanceState(one, at('09:45'))]).toEqual(['09:40–12:00', 'in progress']);
});

test('one begun late takes only the time of the work', () => {
  expect(window(maintenance([['10:20', 'in progress']]))).toBe('10:20–12:00');
});

test('one completed before it began took no time', () => {
  expect(window(maintenance([['09:00', 'completed']]))).toBe('none');
});

test('one whose result is being checked says so', () => {
  const one = maintenance([
    ['10:00', 'in progress'],
    ['11:00', 'verifying'],
  ]);
  expect(maintenanceState(one, at('11:30'))).toBe('verifying');
  expect(maintenanceState(one, at('12:00'))).toBe('completed');
});

test('its components are under maintenance exactly in its window', () => {
  const one = maintenance([
    ['10:00', 'in progress'],
    ['11:00', 'completed'],
  ]);
  const state = (when: string) => stateAt(component({ maintenance: [one] }), at(when));
  expect(['09:59', '10:00', '10:59', '11:00'].map(state)).toEqual([
    'operational',
    'maintenance',
    'maintenance',
    'operational',
  ]);
});

test('a cancelled one colours nothing', () => {
  const one = maintenance([['09:00', 'cancelled']]);
  expect(component({ maintenance: [one] }).causes).toEqual([]);
});

function window(one: Maintenance): string {
  return one.window.from < one.window.to ? `${clock(one.window.from)}–${clock(one.window.to)}` : 'none';
}

function states(one: Maintenance): string {
  return ['09:30', '10:30', '12:00'].map((when) => maintenanceState(one, at(when))).join(' ');
}
