import { z } from 'zod';
import { MEASURE_NAMES, MEASURES, type MeasureName } from './measures.ts';
import { COMPONENT_STATES, IMPACTS, INCIDENT_KINDS, INCIDENT_STATES, MAINTENANCE_STATES } from './words.ts';

// Version 1 of our own documents. A field may be added within a version; none is removed, renamed or given another meaning.

const time = z.iso.datetime().describe('A moment in UTC');
const url = z.url();
const html = z.string().describe('HTML reduced to text, structure and links; addresses are absolute');
const seconds = z.number().nullable().describe('Seconds; null where it is not known');
const state = z.enum(COMPONENT_STATES);

const text = z.strictObject({
  markdown: z.string().describe('As it was written'),
  text: z.string().describe('Without markup'),
  html,
});

const page = z.strictObject({
  name: z.string(),
  url,
  timezone: z.string().describe('Days begin and end in this zone'),
});

const head = {
  version: z.literal('1'),
  asOf: time.describe('Things were like this at this moment'),
  page,
};

const named = z.strictObject({ id: z.string(), name: z.string(), url });

const next = time.nullable().describe('When the next word was promised');

const incidentUpdate = z.strictObject({
  id: z.string().describe('Stays the same when the text is corrected'),
  url,
  at: time,
  edited: time.nullable().describe('When it was last corrected'),
  state: z.enum(INCIDENT_STATES).describe('The state from here on'),
  changesState: z.boolean(),
  reopens: z.boolean(),
  components: z.record(z.string(), z.enum(IMPACTS)).describe('What this update says of how hard components are hit'),
  next,
  ...text.shape,
});

const maintenanceUpdate = z.strictObject({
  id: z.string(),
  url,
  at: time,
  edited: time.nullable(),
  state: z.enum(MAINTENANCE_STATES).nullable(),
  ...text.shape,
});

const timings = z.strictObject(
  Object.fromEntries(
    MEASURE_NAMES.map((name) => [name, seconds.describe(`${MEASURES[name].from} → ${MEASURES[name].to}`)]),
  ) as Record<MeasureName, typeof seconds>,
);

const moments = z.strictObject({
  started: time,
  detected: time.nullable(),
  acknowledged: time.nullable(),
  identified: time.nullable(),
  mitigated: time.nullable(),
  resolved: time.nullable(),
});

const incident = z.strictObject({
  id: z.string(),
  url,
  title: z.string(),
  state: z.enum(INCIDENT_STATES),
  open: z.boolean(),
  severity: z.strictObject({ id: z.string(), name: z.string() }),
  kind: z.enum(INCIDENT_KINDS),
  cause: z.string().nullable(),
  tags: z.array(z.string()),
  falseAlarm: z.boolean().describe('Nothing had happened'),
  impact: text.nullable(),
  components: z.array(
    z.strictObject({
      ...named.shape,
      url: url.nullable(),
      spans: z
        .array(z.strictObject({ impact: z.enum(IMPACTS), from: time, to: time.nullable() }))
        .describe('How hard it was hit from when to when; `to` is null while it goes on'),
    }),
  ),
  moments,
  seconds: timings,
  next,
  updates: z.array(incidentUpdate).describe('Oldest first'),
  roles: z.record(z.string(), z.string()).describe('Those that the site makes public'),
  links: z.array(z.strictObject({ label: z.string(), url })),
  postmortem: url.nullable(),
  feed: url.nullable().describe('Atom feed of this incident alone, while it is open and for 30 days after'),
});

const maintenance = z.strictObject({
  id: z.string(),
  url,
  title: z.string(),
  state: z.enum(MAINTENANCE_STATES),
  planned: z.strictObject({ from: time, to: time }),
  actual: z.strictObject({ from: time, to: time }).nullable().describe('Null before it began'),
  repeats: z
    .strictObject({
      series: z.string().describe('The same for all windows of the series'),
      words: z.string(),
      planned: time.describe('When the series has it begin, wherever it was moved to'),
      following: z.array(time).describe('When the next windows begin'),
    })
    .nullable()
    .describe('Null where it happens once'),
  components: z.array(z.string()),
  description: text,
  updates: z.array(maintenanceUpdate).describe('Oldest first'),
  links: z.array(z.strictObject({ label: z.string(), url })),
  calendar: url,
});

const component = z.strictObject({
  ...named.shape,
  group: z.string().nullable(),
  description: text,
  state,
  since: z.iso.date().describe('In service since this day'),
  depends: z.array(z.string()),
  override: z
    .strictObject({ reason: z.string(), until: time.nullable() })
    .nullable()
    .describe('Set where a person, not the incidents, decides the state'),
  uptime: z
    .strictObject({ days: z.int(), percent: z.number().nullable().describe('Rounded down') })
    .describe('The ledger it is counted from is at /uptime/ledger.json'),
  feed: url,
  calendar: url,
  badge: url,
});

const metricsRow = z.strictObject({
  id: z.string(),
  url,
  title: z.string(),
  severity: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  cause: z.string().nullable(),
  falseAlarm: z.boolean(),
  open: z.boolean(),
  components: z.array(z.string()),
  updates: z.int(),
  ...moments.shape,
  firstUpdate: time.nullable(),
  seconds: timings,
  startKnown: z.boolean().describe('False where `started` is derived: what is measured from it is left out'),
  openedBy: z.enum(['alert', 'person']),
  targets: z
    .strictObject({ acknowledge: seconds, resolve: seconds })
    .describe('What its severity wants; null where it says nothing'),
  postmortem: z
    .strictObject({ due: z.iso.date(), published: z.iso.date().nullable() })
    .nullable()
    .describe('What was promised; null where nothing was, or while it goes on'),
});

const figured = {
  period: z.string().describe('`recent`, or a month, quarter or year such as `2026-10`, `2026-q4`, `2026`'),
  scope: z.enum(['site', 'severity', 'component', 'kind', 'cause']),
  of: z.string().nullable().describe('Which one; null for the site'),
};

const durationsRow = z.strictObject({
  ...figured,
  measure: z.enum(MEASURE_NAMES),
  n: z.int(),
  open: z.int(),
  leftOut: z.int(),
  median: seconds,
  medianLow: seconds,
  medianHigh: seconds,
  lowerQuartile: seconds,
  upperQuartile: seconds,
  p90: seconds,
  mean: seconds,
  shortest: seconds,
  longest: seconds,
  target: z.strictObject({ kept: z.int(), of: z.int() }).nullable(),
});

const figureRow = z.strictObject({
  ...figured,
  figure: z.string(),
  unit: z.enum(['count', 'seconds', 'percent', 'days', 'rate']),
  value: z.number().nullable().describe('Null where nothing can be said'),
  count: z.int().nullable(),
  outOf: z.int().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** Our documents, by their path below `api/v1/`; months of incidents are `incidents/<yyyy>/<mm>`. */
export const API_DOCUMENTS = {
  index: z.strictObject({
    ...head,
    documents: z.array(z.strictObject({ url, schema: url, description: z.string() })),
    months: z.array(z.strictObject({ month: z.string(), url, incidents: z.int() })).describe('Newest first'),
    feeds: z.array(z.strictObject({ name: z.string(), atom: url, rss: url, json: url })),
  }),
  status: z.strictObject({
    ...head,
    state,
    sentence: z.string().describe('What the first page says'),
    since: time.nullable(),
    next,
    staleAfter: z.int().describe('Seconds after which this document is too old to be believed'),
    components: z.array(z.strictObject({ ...named.shape, state })),
    incidents: z.array(
      z.strictObject({ ...named.shape, severity: z.string(), state: z.enum(INCIDENT_STATES), updated: time }),
    ),
    maintenance: z
      .array(z.strictObject({ ...named.shape, from: time, to: time, components: z.array(z.string()) }))
      .describe('What runs now, and what begins within a day'),
  }),
  components: z.strictObject({ ...head, components: z.array(component) }),
  incidents: z.strictObject({
    ...head,
    from: time.nullable().describe('Incidents that began before this moment and are over are in their months'),
    incidents: z.array(incident).describe('Newest first'),
  }),
  maintenance: z.strictObject({ ...head, maintenance: z.array(maintenance).describe('Latest start first') }),
  postmortems: z.strictObject({
    ...head,
    postmortems: z.array(
      z.strictObject({
        ...named.shape,
        summary: z.string(),
        published: z.iso.date().nullable(),
        tags: z.array(z.string()),
        incident: url.nullable(),
        markdown: url,
      }),
    ),
  }),
  severities: z.strictObject({
    ...head,
    severities: z.array(
      z.strictObject({
        ...named.shape,
        level: z.int(),
        summary: z.string(),
        examples: z.array(z.string()),
        responseSeconds: seconds,
        resolutionSeconds: seconds,
        cadenceSeconds: seconds,
        postmortemBusinessDays: z.int().nullable(),
        roles: z.array(z.string()),
      }),
    ),
  }),
  metrics: z.strictObject({ ...head, incidents: z.array(metricsRow).describe('Every incident, newest first') }),
  figures: z.strictObject({
    ...head,
    durations: z.array(durationsRow).describe('How long each part of incidents took'),
    figures: z.array(figureRow).describe('All others'),
  }),
} as const;

export type ApiDocument = keyof typeof API_DOCUMENTS;
export type ApiOf<Name extends ApiDocument> = z.output<(typeof API_DOCUMENTS)[Name]>;
export type ApiIncident = z.output<typeof incident>;
export type ApiMaintenance = z.output<typeof maintenance>;
export type ApiText = z.output<typeof text>;
export type ApiDurations = z.output<typeof durationsRow>;
export type ApiFigure = z.output<typeof figureRow>;
