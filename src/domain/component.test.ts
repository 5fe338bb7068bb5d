import { describe, expect, test } from 'vitest';
import { at, component, incident, maintenance } from '../../tests/fixtures/domain.ts';
import { stateAt } from './component.ts';
import { worst } from './component-state.ts';

const DEGRADED = incident(
  [
    ['10:00', 'investigating', { api: 'degraded' }],
    ['12:00', 'resolved'],
  ],
  {},
  '2026-11-21-a',
);
const MAJOR = incident(
  [
    ['11:00', 'investigating', { api: 'major' }],
    ['11:30', 'resolved'],
  ],
  {},
  '2026-11-21-b',
);

describe('what the page says of a component', () => {
  test('nothing is known before it was in service', () => {
    const one = component({ inService: at('09:00'), incidents: [DEGRADED] });
    expect([stateAt(one, at('08:59')), stateAt(one, at('09:00'))]).toEqual(['unknown', 'operational']);
  });

  test('it is operational where nothing is said', () => {
    expect(stateAt(component(), at('10:00'))).toBe('operational');
  });

  test('the worst of several incidents counts', () => {
    const one = component({ incidents: [DEGRADED, MAJOR] });
    const states = ['09:59', '10:00', '11:00', '11:30', '12:00'].map((when) => stateAt(one, at(when)));
    expect(states).toEqual(['operational', 'degraded', 'major', 'degraded', 'operational']);
  });

  test('an incident is worse than the maintenance it happens in', () => {
    const one = component({ incidents: [MAJOR], maintenance: [maintenance()] });
    expect(['10:30', '11:15', '11:45'].map((when) => stateAt(one, at(when)))).toEqual([
      'maintenance',
      'major',
      'maintenance',
    ]);
  });

  test('a future maintenance colours nothing today', () => {
    const one = component({ maintenance: [maintenance([], { start: '2026-11-22 10:00', end: '2026-11-22 12:00' })] });
    expect(stateAt(one, at('12:00'))).toBe('operational');
  });

  test('an override speaks alone while it lasts', () => {
    const override = {
      state: 'operational',
      from: '2026-11-21T11:10:00Z',
      until: '2026-11-21T11:20:00Z',
      reason: 'Sure.',
    };
    const one = component({ incidents: [MAJOR], override });
    expect(['11:05', '11:10', '11:20'].map((when) => stateAt(one, at(when)))).toEqual([
      'major',
      'operational',
      'major',
    ]);
  });

  test('an override without an end lasts', () => {
    const override = { state: 'partial outage', from: '2026-11-21T11:10:00Z', reason: 'Provider.' };
    expect(stateAt(component({ override }), at('2027-11-21 00:00'))).toBe('partial');
  });

  test('an incident about others says nothing of it', () => {
    expect(component({ incidents: [MAJOR] }, 'web').causes).toEqual([]);
  });
});

test('all that happened to it is kept, oldest first', () => {
  const late = maintenance([], { start: '09:00', end: '09:30' });
  expect(component({ incidents: [MAJOR, DEGRADED], maintenance: [late] }).causes.map((cause) => cause.id)).toEqual([
    '2026-11-21-work',
    '2026-11-21-a',
    '2026-11-21-b',
  ]);
});

test('trouble counts before maintenance, and what is not known never hides what is', () => {
  expect(worst(['operational', 'major', 'degraded', 'unknown'])).toBe('major');
  expect(worst(['maintenance', 'degraded'])).toBe('degraded');
  expect(worst(['unknown', 'operational'])).toBe('operational');
  expect(worst([])).toBe('unknown');
});
