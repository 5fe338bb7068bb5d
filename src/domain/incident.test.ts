import { describe, expect, test } from 'vitest';
import { at, clock, incident } from '../../tests/fixtures/domain.ts';
import { type Incident, impactsAt } from './incident.ts';

describe('how hard each component is hit, and for how long', () => {
  test('from the start to the update that resolves', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['11:00', 'resolved'],
      ],
      { started: iso('09:50'), components: { api: 'degraded' } },
    );
    expect(spans(one)).toEqual(['api degraded 09:50–11:00']);
  });

  test('from when it was noticed where no start is given, else from the first update', () => {
    const updates = [
      ['10:00', 'investigating'],
      ['11:00', 'resolved'],
    ] as const;
    const components = { api: 'degraded' } as const;
    expect(
      spans(
        incident(
          [...updates].map(([a, b]) => [a, b]),
          { detected: iso('09:55'), components },
        ),
      ),
    ).toEqual(['api degraded 09:55–11:00']);
    expect(
      spans(
        incident(
          [...updates].map(([a, b]) => [a, b]),
          { components },
        ),
      ),
    ).toEqual(['api degraded 10:00–11:00']);
  });

  test('until further notice while it is open', () => {
    expect(spans(incident([['10:00', 'investigating']], { components: { api: 'major outage' } }))).toEqual([
      'api major 10:00–goes on',
    ]);
  });

  test('an update makes it worse, and another better', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['10:20', 'identified', { api: 'major' }],
        ['10:40', undefined, { api: 'degraded' }],
        ['11:00', 'resolved'],
      ],
      { components: { api: 'degraded' } },
    );
    expect(spans(one)).toEqual(['api degraded 10:00–10:20', 'api major 10:20–10:40', 'api degraded 10:40–11:00']);
  });

  test('an update that repeats the impact changes nothing', () => {
    const one = incident([
      ['10:00', 'investigating', { api: 'major' }],
      ['10:20', 'identified', { api: 'major' }],
      ['11:00', 'resolved'],
    ]);
    expect(spans(one)).toEqual(['api major 10:00–11:00']);
  });

  test('a component that joins later is hit from then on', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['10:30', 'identified', { web: 'partial' }],
        ['11:00', 'resolved'],
      ],
      {
        components: { api: 'degraded' },
      },
    );
    expect(spans(one)).toEqual(['api degraded 10:00–11:00', 'web partial 10:30–11:00']);
    expect(one.components).toEqual(['api', 'web']);
  });

  test('a component that recovers earlier is hit until then', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['10:30', 'monitoring', { web: 'operational' }],
        ['11:00', 'resolved'],
      ],
      {
        components: { api: 'degraded', web: 'major outage' },
      },
    );
    expect(spans(one)).toEqual(['web major 10:00–10:30', 'api degraded 10:00–11:00']);
  });

  test('it opens again with the impact it had, and the time between is not counted', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['11:00', 'resolved'],
        ['11:30', 'investigating'],
        ['12:00', 'resolved'],
      ],
      { components: { api: 'major outage' } },
    );
    expect(spans(one)).toEqual(['api major 10:00–11:00', 'api major 11:30–12:00']);
    expect(one.updates.map((update) => update.reopens)).toEqual([false, false, true, false]);
    expect([one.open, clock(one.resolved ?? 0)]).toEqual([false, '12:00']);
  });

  test('it opens again with another impact', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['11:00', 'resolved'],
        ['11:30', 'identified', { api: 'degraded' }],
      ],
      {
        components: { api: 'major outage' },
      },
    );
    expect(spans(one)).toEqual(['api major 10:00–11:00', 'api degraded 11:30–goes on']);
    expect([one.open, one.resolved]).toEqual([true, undefined]);
  });

  test('a word after the end neither opens it nor moves the end', () => {
    const one = incident([['10:00', 'investigating'], ['11:00', 'resolved'], ['15:00']], {
      components: { api: 'degraded' },
    });
    expect(spans(one)).toEqual(['api degraded 10:00–11:00']);
    expect([one.open, one.state, clock(one.resolved ?? 0), clock(one.lastUpdate)]).toEqual([
      false,
      'resolved',
      '11:00',
      '15:00',
    ]);
  });

  test('an impact said together with the end is over at once', () => {
    const one = incident([
      ['10:00', 'investigating', { api: 'major' }],
      ['11:00', 'resolved', { web: 'degraded' }],
    ]);
    expect(spans(one)).toEqual(['api major 10:00–11:00']);
  });
});

describe('a corrected end', () => {
  const fields = { components: { api: 'degraded' }, resolved: iso('10:20') } as const;

  test('ends the impact earlier than the update was written', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['11:00', 'resolved'],
      ],
      fields,
    );
    expect(spans(one)).toEqual(['api degraded 10:00–10:20']);
    expect(clock(one.resolved ?? 0)).toBe('10:20');
  });

  test('ends every impact, also one that an update still changed later', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['10:30', 'identified', { api: 'major' }],
        ['11:00', 'resolved'],
      ],
      fields,
    );
    expect(spans(one)).toEqual(['api degraded 10:00–10:20']);
  });

  test('ends every impact, also one that an update ended later', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['10:30', 'monitoring', { api: 'operational' }],
        ['11:00', 'resolved'],
      ],
      fields,
    );
    expect(spans(one)).toEqual(['api degraded 10:00–10:20']);
  });

  test('says nothing while the incident is open again', () => {
    const one = incident(
      [
        ['10:00', 'investigating'],
        ['11:00', 'resolved'],
        ['11:30', 'investigating'],
      ],
      fields,
    );
    expect([one.open, one.resolved]).toEqual([true, undefined]);
  });
});

test('a false alarm hit nothing', () => {
  const one = incident(
    [
      ['10:00', 'investigating'],
      ['10:10', 'resolved'],
    ],
    { real: false, components: { api: 'major outage' } },
  );
  expect(one.spans).toEqual([]);
  expect(one.components).toEqual(['api']);
});

test('times that updates tell are taken from them, and a field corrects them', () => {
  const updates = [
    ['10:00', 'investigating'],
    ['10:10', 'identified'],
    ['10:20', 'monitoring'],
    ['10:30', 'resolved'],
  ] as const;
  const plain = incident(updates.map(([when, state]) => [when, state]));
  expect([plain.identified, plain.mitigated, plain.resolved].map((moment) => clock(moment ?? 0))).toEqual([
    '10:10',
    '10:20',
    '10:30',
  ]);
  const corrected = incident(
    updates.map(([when, state]) => [when, state]),
    { identified: iso('10:05'), mitigated: iso('10:06'), resolved: iso('10:07') },
  );
  expect([corrected.identified, corrected.mitigated, corrected.resolved].map((moment) => clock(moment ?? 0))).toEqual([
    '10:05',
    '10:06',
    '10:07',
  ]);
});

test('impacts at a moment are those of that moment', () => {
  const one = incident(
    [
      ['10:00', 'investigating'],
      ['10:30', 'identified', { api: 'major', web: 'partial' }],
      ['11:00', 'resolved'],
    ],
    {
      components: { api: 'degraded' },
    },
  );
  const impacts = (when: string) => Object.fromEntries(impactsAt(one, at(when)));
  expect([impacts('09:59'), impacts('10:00'), impacts('10:30'), impacts('11:00')]).toEqual([
    {},
    { api: 'degraded' },
    { api: 'major', web: 'partial' },
    {},
  ]);
});

function iso(time: string): string {
  return `2026-11-21T${time}:00Z`;
}

function spans(one: Incident): string[] {
  return one.spans.map((span) => `${span.component} ${span.impact} ${clock(span.from)}–${clock(span.to)}`);
}
