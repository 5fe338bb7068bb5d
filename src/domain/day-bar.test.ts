import { expect, test } from 'vitest';
import { at, clock, component, HOUR, incident, MINUTE, maintenance } from '../../tests/fixtures/domain.ts';
import { daysBetween } from './calendar.ts';
import type { Component } from './component.ts';
import { type DayStatus, dayStatuses, mergeDays } from './day-bar.ts';
import { ledgerOf } from './uptime.ts';

const NOW = at('18:00');

test('a quiet day is operational', () => {
  expect(bar(component())).toEqual(['2026-11-19 operational', '2026-11-20 operational', '2026-11-21 operational']);
});

test('days before it came into service are unknown, never green', () => {
  expect(bar(component({ inService: at('2026-11-21 00:00') }))).toEqual([
    '2026-11-19 unknown',
    '2026-11-20 unknown',
    '2026-11-21 operational',
  ]);
});

test('a day shows its worst state, for how long users felt anything, and every reason', () => {
  const incidents = [
    incident(
      [
        ['10:00', 'investigating', { api: 'degraded' }],
        ['12:00', 'resolved'],
      ],
      {},
      '2026-11-21-a',
    ),
    incident(
      [
        ['11:00', 'investigating', { api: 'major' }],
        ['13:00', 'resolved'],
      ],
      {},
      '2026-11-21-b',
    ),
  ];
  expect(bar(component({ incidents, maintenance: [maintenance()] }))[2]).toBe(
    '2026-11-21 major 180 min 2026-11-21-a 2026-11-21-b 2026-11-21-work',
  );
});

test('an incident over midnight belongs to both days', () => {
  const over = incident([
    ['2026-11-20 23:30', 'investigating', { api: 'partial' }],
    ['00:15', 'resolved'],
  ]);
  expect(bar(component({ incidents: [over] }))).toEqual([
    '2026-11-19 operational',
    '2026-11-20 partial 30 min 2026-11-21-example',
    '2026-11-21 partial 15 min 2026-11-21-example',
  ]);
});

test('an incident that ends at midnight does not belong to the next day', () => {
  const over = incident([
    ['2026-11-20 23:30', 'investigating', { api: 'partial' }],
    ['00:00', 'resolved'],
  ]);
  expect(bar(component({ incidents: [over] }))[2]).toBe('2026-11-21 operational');
});

test('a long incident colours every day, the last until now', () => {
  const long = incident([['2026-11-19 12:00', 'investigating', { api: 'major' }]]);
  expect(bar(component({ incidents: [long] }))).toEqual([
    `2026-11-19 major ${12 * 60} min 2026-11-21-example`,
    `2026-11-20 major ${24 * 60} min 2026-11-21-example`,
    `2026-11-21 major ${18 * 60} min 2026-11-21-example`,
  ]);
});

test('maintenance alone is felt by nobody', () => {
  expect(bar(component({ maintenance: [maintenance()] }))[2]).toBe('2026-11-21 maintenance 2026-11-21-work');
});

test('a maintenance later today does not colour today yet', () => {
  const later = maintenance([], { start: '20:00', end: '22:00' });
  expect(bar(component({ maintenance: [later] }))[2]).toBe('2026-11-21 operational');
});

test('days begin and end in the zone of the site', () => {
  const late = incident([
    ['2026-11-20 23:30', 'investigating', { api: 'major' }],
    ['2026-11-20 23:45', 'resolved'],
  ]);
  expect(bar(component({ incidents: [late] }), 'Europe/Berlin')[2]).toBe('2026-11-21 major 15 min 2026-11-21-example');
  expect(bar(component({ incidents: [late] }), 'America/Chicago')[1]).toBe(
    '2026-11-20 major 15 min 2026-11-21-example',
  );
});

test('a group shows the worst of each day, and no incident twice', () => {
  const both = incident([
    ['10:00', 'investigating', { api: 'degraded', web: 'major' }],
    ['11:00', 'resolved'],
  ]);
  const merged = mergeDays([
    statuses(component({ incidents: [both] })),
    statuses(component({ incidents: [both] }, 'web')),
  ]);
  expect(merged.map(written)[2]).toBe('2026-11-21 major 60 min 2026-11-21-example');
});

test('a group whose younger component has no data yet shows the others', () => {
  const young = component({ inService: at('2026-11-21 00:00') }, 'web');
  expect(mergeDays([statuses(young), statuses(component())])[0]?.state).toBe('operational');
});

function statuses(one: Component, zone = 'UTC'): DayStatus[] {
  const days = daysBetween('2026-11-19', '2026-11-21', zone);
  const window = { from: days[0]?.from ?? 0, to: NOW };
  expect(clock(NOW)).toBe('18:00');
  return dayStatuses(one, days, ledgerOf(one, window, { degraded: 0, partial: 0.3, major: 1 }).rows);
}

function bar(one: Component, zone?: string): string[] {
  return statuses(one, zone).map(written);
}

function written(day: DayStatus): string {
  expect(day.affected).toBeLessThanOrEqual(25 * HOUR);
  const affected = day.affected > 0 ? `${day.affected / MINUTE} min` : '';
  return [day.date, day.state, affected, ...day.incidents, ...day.maintenance].filter(Boolean).join(' ');
}
