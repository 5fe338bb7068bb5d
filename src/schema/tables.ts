import { MEASURE_NAMES, MEASURES } from './measures.ts';

/** Of each table that can be downloaded: its columns in their order, and what stands in them. */
export const TABLES = {
  incidents: {
    id: 'What its address ends with',
    title: 'As on its page',
    severity: 'Its id',
    kind: 'What kind of trouble it was',
    cause: 'In one tag; empty where it is not known',
    false_alarm: '`yes` where nothing had happened',
    open: '`yes` while it goes on',
    components: 'Ids of all that were named, a space between them',
    updates: 'How many were published',
    started: 'When it began; where nobody said so, when it was detected or first reported',
    detected: 'When a monitor or a person first noticed',
    acknowledged: 'When somebody took it on',
    identified: 'When the cause was known',
    mitigated: 'When users stopped feeling it',
    resolved: 'When it was over',
    first_update: 'When the public first heard of it',
    ...Object.fromEntries(
      MEASURE_NAMES.map((name) => [
        `${snake(name)}_seconds`,
        `${snake(MEASURES[name].to)} − ${snake(MEASURES[name].from)}`,
      ]),
    ),
    url: 'Where its page is',
    start_known: '`no` where `started` is derived: what is measured from it is left out',
    opened_by: '`alert` or `person`',
    response_target_seconds: 'Within which its severity wants it acknowledged',
    resolution_target_seconds: 'Within which its severity wants it resolved',
    postmortem_due: 'The day by which a post-mortem was promised; empty where none was, or while it goes on',
    postmortem_published: 'The day on which it came',
    as_of: 'The moment of which the table speaks: what is open has lasted until then',
  },
  impacts: {
    incident: 'Its id',
    component: 'Its id',
    impact: '`degraded`, `partial` or `major`',
    from: 'From when it was hit so hard',
    to: 'Until when, that moment not included; empty while it goes on',
  },
  actions: {
    postmortem: 'Its id',
    incident: 'Id of the incident it is about',
    action: 'What is to be done',
    type: '`prevent`, `mitigate`, `detect` or `process`',
    due: 'The day it should be done by',
    done: '`yes` or `no`',
    done_on: 'The day it was done, where that is known',
  },
  durations: {
    period:
      '`recent`, the whole months that the metrics look at and the one that runs; or a month, quarter or year such as `2026-10`, `2026-q4`, `2026`',
    scope: '`site`, `severity`, `component`, `kind` or `cause`',
    of: 'Which severity, component, kind or cause; empty for the site',
    measure: MEASURE_NAMES.map((name) => `\`${snake(name)}\``).join(', '),
    n: 'Incidents of which both moments are known',
    open: 'Those that still go on; they count as longer than so far',
    left_out: 'Those that lack a moment',
    median: 'Seconds, like all that follow; empty where n is under five, or where too many still go on',
    median_low: 'The median is no less than this with at least 90 % confidence, both ends together',
    median_high: 'And no more than this; empty where there is no upper end yet',
    lower_quartile: 'The value that a quarter does not exceed',
    upper_quartile: 'The value that three quarters do not exceed',
    p90: 'Nine of ten are not longer',
    mean: 'Of those that are over',
    shortest: 'Of those that are over',
    longest: 'Of those that are over',
    target_kept: 'How many kept the target of their severity',
    target_of: 'Of how many: what is open counts once it is too late',
  },
  figures: {
    period: 'As in `durations.csv`; `now` where no period is looked at',
    scope: '`site`, `severity`, `component`, `kind` or `cause`',
    of: 'Which one; empty for the site',
    figure: 'Its name, from the list below',
    unit: '`count`, `seconds`, `percent`, `days` or `rate`',
    value: 'Empty where nothing can be said; a share of fewer than five has none',
    count: 'For a share: how many',
    out_of: 'Of how many',
    low: 'Where it lies with at least 90 % confidence',
    high: 'And up to where',
  },
  ledger: {
    component: 'Its id',
    observed_seconds: 'The time looked at: since it came into service, within the window',
    from: 'When the stretch began; empty in the one row of a component to which nothing happened',
    to: 'When it ended, that moment not included',
    state: 'What it was then',
    seconds: 'How long',
    weight: 'The share of it that counts as down',
    excluded: '`yes` for maintenance: neither up nor down',
    causes: 'Ids of what caused it, a space between them',
    observed_from: 'When the time looked at began',
  },
} as const satisfies Record<string, Record<string, string>>;

/** What `figures.csv` holds, by name. */
export const FIGURES = {
  incidents: 'Real incidents that began in the period',
  false_alarms: 'Incidents of which it turned out that nothing had happened',
  false_positives: 'The share of false alarms in all that an alert opened',
  failures: 'Failures, as *How we measure* defines them',
  operating_time: 'The time between them: neither failed nor under maintenance',
  time_between_failures: 'MTBF; empty under five failures',
  uptime: 'Rounded down to hundredths',
  down_time: 'Each stretch times its weight',
  repeats: 'The share with the cause of an earlier incident within thirty days, of those that have a cause',
  after_hours: 'The share that began outside working hours, weekends and holidays included',
  days_off: 'The share that began on a day on which nobody works',
  postmortems_on_time: 'The share of post-mortems after incidents of the period, of those that are due',
  actions_on_time: 'The share of action items after incidents of the period, of those done with a day or overdue',
  longest_quiet: 'The longest part of the period without an incident',
  days_since_worst_severity: 'Days of the calendar since an incident of the worst severity began',
  slo_target: 'What is promised',
  slo_window: 'Over what time',
  slo_counts_maintenance: '1 where maintenance counts against the promise, else 0',
  error_budget: 'How much may be lost in the window',
  error_budget_spent: 'How much was',
  error_budget_left: 'The difference; below zero where the promise is broken',
  burn_rate_1d: 'How fast the budget was spent in the last day; at 1 it lasts exactly as long as its window',
  burn_rate_7d: 'The same for seven days',
} as const;

export type FigureName = keyof typeof FIGURES;

export type TableName = keyof typeof TABLES;

/** `firstUpdate` as a column: `first_update`. */
export function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
