import fc from 'fast-check';
import { buildSnapshot, type Sources } from '../../src/domain/build-snapshot.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { componentSchema } from '../../src/schema/component.ts';
import { incidentSchema } from '../../src/schema/incident.ts';
import { maintenanceSchema } from '../../src/schema/maintenance.ts';
import { severitySchema } from '../../src/schema/severity.ts';
import { siteSchema } from '../../src/schema/site.ts';

export const START = Date.parse('2026-01-01T00:00:00Z');
export const DAYS = 300;
export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;
export const NOW = START + DAYS * DAY;

type Entry = Sources['incidents'][number];

/** Any incident between the start and now, with moments missing, reopened, open or false at random. */
export const anyIncident: fc.Arbitrary<Entry> = fc
  .record({
    name: fc.integer({ min: 0, max: 1_000_000_000 }),
    begin: fc.integer({ min: 0, max: DAYS * 1440 - 1 }),
    steps: fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 6, maxLength: 6 }),
    known: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    ended: fc.boolean(),
    severity: fc.constantFrom('sev1', 'sev2', 'sev9'),
    hits: fc.dictionary(
      fc.constantFrom('api', 'web', 'gone'),
      fc.constantFrom('degraded', 'partial outage', 'major outage'),
    ),
    cause: fc.option(fc.constantFrom('release', 'network'), { nil: undefined }),
    real: fc.boolean(),
    alerted: fc.boolean(),
  })
  .map(({ name, begin, steps, known, ended, severity, hits, cause, real, alerted }) => {
    const after = (index: number): number => steps.slice(0, index).reduce((sum, step) => sum + step, begin);
    const moment = (index: number): number => Math.min(NOW, START + after(index) * MINUTE);
    const iso = (index: number): string => new Date(moment(index)).toISOString();
    const fields = ['started', 'detected', 'acknowledged', 'identified', 'mitigated'];
    return {
      id: `2026-01-01-${name}`,
      body: '',
      data: incidentSchema.parse({
        title: String(name),
        severity,
        components: hits,
        ...(cause && { cause }),
        ...(!real && { real: false }),
        ...(alerted && { alerts: [{ source: 'x', key: 'y' }] }),
        ...Object.fromEntries(fields.flatMap((field, index) => (known[index] ? [[field, iso(index)]] : []))),
      }),
      updates: [
        { id: 'a', at: moment(2), state: 'investigating' as const, impacts: {}, text: '', line: 1 },
        ...(ended ? [{ id: 'b', at: moment(6), state: 'resolved' as const, impacts: {}, text: '', line: 2 }] : []),
      ],
    };
  });

export const anyHistory: fc.Arbitrary<Entry[]> = fc.uniqueArray(anyIncident, {
  minLength: 0,
  maxLength: 25,
  size: 'max',
  selector: (one) => one.id,
});

/** A site of two components with these incidents; time zone and promises as given. */
export function historyOf(incidents: readonly Entry[], zone = 'UTC'): Snapshot {
  const component = (id: string, since: string) => ({
    id,
    body: '',
    data: componentSchema.parse({ name: id, since, slo: { target: 99.5, window: '90 days' } }),
  });
  const severity = (id: string, level: number) => ({
    id,
    body: '',
    data: severitySchema.parse({ name: id, level, summary: 'x', response: '1 h', resolution: '8 h', postmortem: 3 }),
  });
  // Eighty days of work at a time, so that many incidents fall into it.
  const work = (day: string, components: string[]): Sources['maintenance'][number] => ({
    id: `${day}-work`,
    body: '',
    data: maintenanceSchema.parse({
      title: 'Work',
      start: `${day}T00:00:00Z`,
      end: new Date(Date.parse(day) + 80 * DAY).toISOString(),
      components,
    }),
    updates: [],
  });
  const sources: Sources = {
    site: siteSchema.parse({ name: 'x', url: 'https://x.example', timezone: zone }),
    components: [component('api', '2025-12-01'), component('web', '2026-03-10')],
    incidents: [...incidents],
    logs: [],
    maintenance: [work('2026-02-01', ['api', 'web']), work('2026-06-01', ['web'])],
    postmortems: [],
    severities: [severity('sev1', 1), severity('sev2', 2)],
    rules: [],
    runbooks: [],
    oncall: [],
    messages: [],
    former: new Map(),
    unreadable: [],
  };
  return buildSnapshot(sources, NOW, 'internal');
}
