import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { readTable } from '../support/table.ts';

// Every published figure once more, from the published tables and the words on "How we measure" alone.

type Row = Record<string, string>;

const FROM: Record<string, string> = { detect: 'started', felt: 'started' };
const DAY = 86_400_000;

let tables: Record<'metrics' | 'impacts' | 'actions' | 'durations' | 'figures' | 'history', Row[]>;
let incidents: Row[];
let now: number;

beforeAll(async () => {
  const root = await sampleSite();
  const read = (file: string): Row[] => readTable(readFileSync(join(root, file), 'utf8'));
  tables = {
    metrics: read('api/v1/metrics.csv'),
    impacts: read('api/v1/impacts.csv'),
    actions: read('api/v1/actions.csv'),
    durations: read('api/v1/durations.csv'),
    figures: read('api/v1/figures.csv'),
    history: read('uptime/history.csv'),
  };
  now = Date.parse(tables.metrics[0]?.['as_of'] ?? '');
  incidents = tables.metrics
    .filter((row) => row['false_alarm'] === 'no')
    .sort((a, b) => (`${a['started']} ${a['id']}` < `${b['started']} ${b['id']}` ? -1 : 1));
});

test('every row of durations.csv', () => {
  expect(tables.durations.length).toBeGreaterThan(400);
  for (const row of tables.durations) {
    const values = ofRow(row).map((one) => lengthOf(one, row['measure'] ?? ''));
    const ended = values.flatMap((one) => (one?.ended ? [one.seconds] : []));
    const all = values.flatMap((one) => one ?? []);
    const made: Row = {
      n: String(ended.length),
      open: String(all.length - ended.length),
      left_out: String(values.length - all.length),
      shortest: ended.length > 0 ? String(Math.min(...ended)) : '',
      longest: ended.length > 0 ? String(Math.max(...ended)) : '',
      ...(ended.length < 5 ? NOTHING : statistics(all)),
      ...kept(ofRow(row), row['measure'] ?? ''),
    };
    expect(near(row, made), `${row['period']} ${row['scope']} ${row['of']} ${row['measure']}`).toEqual({});
  }
});

test('every row of figures.csv', () => {
  const seen = new Set<string>();
  for (const row of tables.figures) {
    const name = row['figure'] ?? '';
    const made = FIGURES[name]?.(row);
    if (!made) throw new Error(`Nothing is known of ${name}.`);
    seen.add(name);
    const told = Object.fromEntries(
      Object.entries({ value: '', count: '', out_of: '', ...made }).map(([key, value]) => [key, String(value ?? '')]),
    );
    expect(near(row, told), `${row['period']} ${row['scope']} ${row['of']} ${name}`).toEqual({});
  }
  expect([...seen].sort()).toEqual(Object.keys(FIGURES).sort());
});

const NOTHING = Object.fromEntries(
  ['median', 'median_low', 'median_high', 'lower_quartile', 'upper_quartile', 'p90', 'mean'].map((name) => [name, '']),
);

const FIGURES: Record<string, (row: Row) => Record<string, unknown>> = {
  incidents: (row) => ({ value: ofRow(row).length }),
  false_alarms: (row) => ({ value: alarmsOf(row).length }),
  false_positives: (row) =>
    share(opened(alarmsOf(row)).length, opened(alarmsOf(row)).length + opened(ofRow(row)).length),
  failures: (row) => ({ value: failures(row).length }),
  operating_time: (row) => ({ value: operating(row) / 1000 }),
  time_between_failures: (row) => ({
    value: failures(row).length < 5 ? '' : operating(row) / 1000 / failures(row).length,
  }),
  uptime: (row) => {
    const { time, down } = spent(ledgersOf(row), windowOf(row));
    return { value: time > 0 ? Math.floor((10_000 * (time - down)) / time + 1e-9) / 100 : '' };
  },
  down_time: (row) => ({ value: spent(ledgersOf(row), windowOf(row)).down / 1000 }),
  repeats: (row) => {
    const caused = incidents.filter((one) => one['cause'] !== '');
    const inside = ofRow(row).filter((one) => one['cause'] !== '');
    const again = inside.filter((one) =>
      caused.some((other) => other !== one && other['cause'] === one['cause'] && follows(one, other)),
    );
    return share(again.length, inside.length);
  },
  after_hours: (row) => share(ofRow(row).filter((one) => hours(one) !== 'work').length, ofRow(row).length),
  days_off: (row) => share(ofRow(row).filter((one) => hours(one) === 'off').length, ofRow(row).length),
  postmortems_on_time: (row) => {
    const today = dayOf(now);
    const due = ofRow(row).filter((one) => one['postmortem_due']);
    const came = due.filter((one) => one['postmortem_published'] && one['postmortem_published'] <= today);
    const onTime = came.filter((one) => (one['postmortem_published'] ?? '') <= (one['postmortem_due'] ?? ''));
    const missing = due.filter((one) => !came.includes(one) && (one['postmortem_due'] ?? '') < today);
    return share(onTime.length, came.length + missing.length);
  },
  actions_on_time: (row) => {
    const ids = new Set([...ofRow(row), ...alarmsOf(row)].map((one) => one['id']));
    const today = dayOf(now);
    const own = tables.actions.filter((one) => ids.has(one['incident']) && one['due']);
    const done = own.filter((one) => one['done_on'] && one['done_on'] <= today);
    const onTime = done.filter((one) => (one['done_on'] ?? '') <= (one['due'] ?? ''));
    const late = own.filter(
      (one) => !done.includes(one) && !(one['done'] === 'yes' && !one['done_on']) && (one['due'] ?? '') < today,
    );
    return share(onTime.length, done.length + late.length);
  },
  longest_quiet: (row) => {
    const { from, to } = clip(windowOf(row), observed());
    let [free, longest] = [from, 0];
    for (const one of incidents) {
      const begin = Math.min(to, Date.parse(one['started'] ?? ''));
      longest = Math.max(longest, begin - free);
      free = Math.max(free, one['resolved'] ? Date.parse(one['resolved']) : Infinity);
    }
    return { value: Math.max(longest, to - free) / 1000 };
  },
  days_since_worst_severity: () => {
    const worst = incidents.findLast((one) => one['severity'] === 'sev1');
    return { value: (Date.parse(dayOf(now)) - Date.parse(dayOf(Date.parse(worst?.['started'] ?? '')))) / DAY };
  },
  // What was promised is written by people; the rest is counted.
  slo_target: ({ value }) => ({ value }),
  slo_window: ({ value }) => ({ value }),
  slo_counts_maintenance: ({ value }) => ({ value }),
  error_budget: (row) => ({ value: (promise(row).time * (100 - promise(row).target)) / 100 / 1000 }),
  error_budget_spent: (row) => ({ value: promise(row).down / 1000 }),
  error_budget_left: (row) => ({
    value: ((promise(row).time * (100 - promise(row).target)) / 100 - promise(row).down) / 1000,
  }),
  burn_rate_1d: (row) => ({ value: burn(row, 1) }),
  burn_rate_7d: (row) => ({ value: burn(row, 7) }),
};

/** The incidents that a row is about. */
function ofRow(row: Row): Row[] {
  const { from, to } = windowOf(row);
  const own = incidents.filter(
    (one) => Date.parse(one['started'] ?? '') >= from && Date.parse(one['started'] ?? '') < to,
  );
  const [scope, of] = [row['scope'] ?? '', row['of'] ?? ''];
  if (scope === 'site') return own;
  if (scope !== 'component') return own.filter((one) => one[scope] === of);
  const hit = new Set(tables.impacts.filter((one) => one['component'] === of).map((one) => one['incident']));
  return own.filter((one) => hit.has(one['id']));
}

function alarmsOf(row: Row): Row[] {
  const { from, to } = windowOf(row);
  const began = (one: Row): number => Date.parse(one['started'] ?? '');
  return tables.metrics.filter((one) => one['false_alarm'] === 'yes' && began(one) >= from && began(one) < to);
}

function opened(rows: Row[]): Row[] {
  return rows.filter((one) => one['opened_by'] === 'alert');
}

function lengthOf(one: Row, measure: string): { seconds: number; ended: boolean } | undefined {
  const from = FROM[measure] ?? 'detected';
  if (one[from] === '' || (from === 'started' && one['start_known'] === 'no')) return undefined;
  const seconds = one[`${measure}_seconds`];
  if (seconds) return { seconds: Number(seconds), ended: true };
  const waits = one['open'] === 'yes' && measure !== 'detect';
  return waits ? { seconds: (now - Date.parse(one[from] ?? '')) / 1000, ended: false } : undefined;
}

function statistics(values: { seconds: number; ended: boolean }[]): Row {
  const events = [...new Set(values.filter((one) => one.ended).map((one) => one.seconds))].sort((a, b) => a - b);
  let left = 1;
  const longer = events.map((seconds) => {
    const atRisk = values.filter((one) => one.seconds >= seconds).length;
    left *= 1 - values.filter((one) => one.ended && one.seconds === seconds).length / atRisk;
    return { seconds, left };
  });
  const first = (share: number): number => longer.findIndex((one) => one.left <= 1 - share + 1e-9);
  const at = (share: number): unknown => longer[first(share)]?.seconds ?? '';
  const middle = longer[first(0.5)];
  const next = longer[first(0.5) + 1];
  const ended = values.filter((one) => one.ended);
  let [outside, ways, total] = [-1, 0, 0];
  for (let count = 0; ; count++) {
    ways = count === 0 ? 1 : (ways * (values.length - count + 1)) / count;
    total += ways;
    if ((2 * total) / 2 ** values.length > 0.1) break;
    outside = count;
  }
  const high = values.map((one) => (one.ended ? one.seconds : Infinity)).sort((a, b) => a - b)[
    values.length - 1 - outside
  ];
  return Object.fromEntries(
    Object.entries({
      median: middle && next && Math.abs(middle.left - 0.5) < 1e-9 ? (middle.seconds + next.seconds) / 2 : at(0.5),
      median_low: values.map((one) => one.seconds).sort((a, b) => a - b)[outside],
      median_high: high === Infinity ? '' : high,
      lower_quartile: at(0.75) === '' ? '' : at(0.25),
      upper_quartile: at(0.75),
      p90: at(0.9),
      mean: ended.reduce((sum, one) => sum + one.seconds, 0) / ended.length,
    }).map(([name, value]) => [name, String(value)]),
  );
}

function kept(rows: Row[], measure: string): Row {
  const column = { acknowledge: 'response', resolve: 'resolution' }[measure];
  if (!column) return { target_kept: '', target_of: '' };
  const judged = rows.flatMap((one) => {
    const [value, target] = [lengthOf(one, measure), one[`${column}_target_seconds`]];
    if (!value || !target || (!value.ended && value.seconds <= Number(target))) return [];
    return [value.seconds <= Number(target)];
  });
  return { target_kept: String(judged.filter(Boolean).length), target_of: String(judged.length) };
}

function share(count: number, of: number): Record<string, unknown> {
  return { value: of < 5 ? '' : (100 * count) / of, count, out_of: of };
}

/** When each incident first hit the component, or any, at a time that counts. */
function failures(row: Row): number[] {
  const { from, to } = clip(windowOf(row), observed());
  const first = new Map<string, number>();
  for (const one of tables.impacts) {
    if (row['scope'] !== 'site' && one['component'] !== row['of']) continue;
    const counted = tables.history.filter((row) => row['component'] === one['component'] && row['excluded'] === 'no');
    const parts = counted.map((stretch) => clip(span(stretch), span(one))).filter((part) => part.from < part.to);
    const [id, at] = [one['incident'] ?? '', Math.min(...parts.map((part) => part.from))];
    first.set(id, Math.min(at, first.get(id) ?? Infinity));
  }
  return [...first.values()].filter((at) => at >= from && at < to);
}

function operating(row: Row): number {
  const window = clip(windowOf(row), observed());
  const ledgers = ledgersOf(row);
  const failed = ledgers.filter((one) => one['from'] && one['excluded'] === 'no' && one['state'] !== 'maintenance');
  const stretches = failed.map((one) => clip(span(one), window)).filter(({ from, to }) => from < to);
  if (row['scope'] === 'site') return window.to - window.from - length(stretches);
  return spent(ledgers, window).time - length(stretches);
}

/** The length of stretches that may overlap. */
function length(stretches: { from: number; to: number }[]): number {
  let [sum, until] = [0, 0];
  for (const { from, to } of stretches.sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

function ledgersOf(row: Row): Row[] {
  return tables.history.filter((one) => row['scope'] === 'site' || one['component'] === row['of']);
}

function spent(rows: Row[], window: { from: number; to: number }): { time: number; down: number; excluded: number } {
  let [time, down, excluded] = [0, 0, 0];
  for (const [, own] of Map.groupBy(rows, (one) => one['component'])) {
    const seen = clip(window, { from: Date.parse(own[0]?.['observed_from'] ?? ''), to: now });
    time += Math.max(0, seen.to - seen.from);
    for (const one of own) {
      const part = clip(span(one), seen);
      const long = one['from'] ? Math.max(0, part.to - part.from) : 0;
      if (one['excluded'] === 'yes') excluded += long;
      down += long * Number(one['weight']);
    }
  }
  return { time: time - excluded, down, excluded };
}

function promise(row: Row): { target: number; time: number; down: number; counted: boolean } {
  const told = (name: string): number =>
    Number(tables.figures.find((one) => one['figure'] === name && one['of'] === row['of'])?.['value']);
  const target = told('slo_target');
  const counted = told('slo_counts_maintenance') === 1;
  const { time, down, excluded } = spent(ledgersOf(row), { from: now - told('slo_window') * 1000, to: now });
  return { target, counted, time: counted ? time + excluded : time, down: counted ? down + excluded : down };
}

function burn(row: Row, days: number): number {
  const { target, counted } = promise(row);
  const { time, down, excluded } = spent(ledgersOf(row), { from: now - days * DAY, to: now });
  return (down + (counted ? excluded : 0)) / (time + (counted ? excluded : 0)) / (1 - target / 100);
}

function follows(one: Row, other: Row): boolean {
  const apart = Date.parse(one['started'] ?? '') - Date.parse(other['started'] ?? '');
  return apart >= 0 && apart <= 30 * DAY && (apart > 0 || (other['id'] ?? '') < (one['id'] ?? ''));
}

function observed(): { from: number; to: number } {
  return { from: Math.min(...tables.history.map((one) => Date.parse(one['observed_from'] ?? ''))), to: now };
}

function windowOf(row: Row): { from: number; to: number } {
  const period = row['period'] ?? '';
  const at = (year: number, month: number): number => {
    const first = new Date(Date.UTC(year, month, 1));
    // Midnight in Copenhagen: one hour before that in UTC, two in summer.
    const summer = first.getUTCMonth() > 2 && first.getUTCMonth() < 10;
    return first.getTime() - (summer ? 2 : 1) * 3_600_000;
  };
  if (period === 'recent') {
    const today = new Date(now);
    return { from: at(today.getUTCFullYear(), today.getUTCMonth() - 12), to: now };
  }
  const [year = 0, part = ''] = [Number(period.slice(0, 4)), period.slice(5)];
  if (part === '') return { from: at(year, 0), to: at(year + 1, 0) };
  if (part.startsWith('q')) return { from: at(year, Number(part[1]) * 3 - 3), to: at(year, Number(part[1]) * 3) };
  return { from: at(year, Number(part) - 1), to: at(year, Number(part)) };
}

function hours(one: Row): 'work' | 'other' | 'off' {
  const text = new Date(one['started'] ?? '').toLocaleString('en-GB', {
    timeZone: 'Europe/Copenhagen',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  if (/^S/.test(text)) return 'off';
  const clock = text.slice(-5);
  return clock >= '08:30' && clock < '16:30' ? 'work' : 'other';
}

function dayOf(moment: number): string {
  return new Date(moment).toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' });
}

function span(one: Row): { from: number; to: number } {
  return { from: Date.parse(one['from'] ?? ''), to: one['to'] ? Date.parse(one['to']) : Infinity };
}

function clip(a: { from: number; to: number }, b: { from: number; to: number }): { from: number; to: number } {
  const from = Math.max(a.from, b.from);
  return { from, to: Math.max(from, Math.min(a.to, b.to)) };
}

/** What differs by more than floating point does. */
function near(row: Row, made: Row): Row {
  return Object.fromEntries(
    Object.entries(made).flatMap(([name, text]) => {
      const told = row[name] ?? '';
      const same = told === text || (told !== '' && text !== '' && Math.abs(Number(told) - Number(text)) < 0.001);
      return same ? [] : [[name, `${told} is published, ${text} counted`]];
    }),
  );
}
