import type { AlertRecord } from '../schema/alert-record.ts';
import type { Alert } from './alert.ts';
import { identityOf, keyOf } from './identity.ts';
import type { Route } from './route.ts';

/** What one more message changed about what is known. */
export type News = 'began' | 'ended' | 'acknowledged' | 'nothing';

const SKEW_MS = 5 * 60_000;
/** What began longer ago than this when it was first heard of is no news. */
const LATE_MS = 7 * 86_400_000;

/** Everything known about alerts, by what their tools call them. Merging is the same in any order and however often. */
export type Records = Map<string, AlertRecord[]>;

export function recordsOf(known: Iterable<AlertRecord>): Records {
  return new Map([...Map.groupBy(known, keyOf)].map(([key, records]) => [key, merge(records)]));
}

/** Adds what an alert says, and tells what was new about it. */
export function addAlert(
  records: Records,
  alert: Alert,
  route: Route,
  now: number,
): { news: News; record: AlertRecord | undefined } {
  const key = keyOf(alert);
  const before = records.get(key) ?? [];
  const added = observations(alert, route, before, now);
  const after = settle(merge([...before, ...added]));
  records.set(key, after);
  const record = after.find((one) => one.started === added[0]?.started && one.started !== undefined);
  return { news: newsIn(before, after), record: record ?? latest(after) };
}

/** What a message says, as records of their own: of a trouble with a start, or loose where it does not tell which. */
function observations(alert: Alert, route: Route, before: readonly AlertRecord[], now: number): AlertRecord[] {
  const { source, key, state, startedAt, acknowledgedAt } = alert;
  const base = { source, key };
  const ended = state === 'ended' ? (alert.endedAt ?? alert.at) : undefined;
  if (alert.quiet && !before.some(({ started }) => started === (startedAt ?? started))) return [];
  if (startedAt !== undefined) {
    const begun = episode(alert, route, startedAt, now);
    const over = ended === undefined ? undefined : Math.max(ended, begun.seen === undefined ? startedAt : 0);
    return [{ ...begun, ...given({ ended: over, acknowledged: acknowledgedAt }) }];
  }
  if (ended !== undefined) return [{ ...base, ended, ...given({ acknowledged: acknowledgedAt }) }];
  if (acknowledgedAt !== undefined) return [{ ...base, acknowledged: acknowledgedAt }];
  // Without a start of its own it is the same trouble for as long as none has ended.
  const goesOn = before.some(({ started, ended: over }) => started !== undefined && alert.at < (over ?? Infinity));
  return goesOn ? [] : [episode(alert, route, alert.at, now)];
}

function episode(alert: Alert, route: Route, started: number, now: number): AlertRecord {
  const { source, key } = alert;
  const { rule, component, severity, silences, values } = route;
  return {
    source,
    key,
    ...given({
      rule: rule?.id,
      component,
      severity: rule ? undefined : severity,
      title: rule || component ? undefined : alert.title.slice(0, 200).toWellFormed() || undefined,
      url: alert.url,
    }),
    started,
    ...(started > now + SKEW_MS && { seen: now }),
    ...((started < now - LATE_MS || route.draft) && { draft: true as const }),
    ...(silences.length > 0 && { silences: [...silences].sort() }),
    ...(alert.partial && { partial: true as const }),
    ...(values && { values }),
  };
}

/** One record for each trouble, and one for each loose end; the earliest end counts, whichever comes first. */
function merge(records: readonly AlertRecord[]): AlertRecord[] {
  const merged = new Map<string, AlertRecord>();
  for (const record of records) {
    const id = record.started === undefined ? JSON.stringify([record.ended, record.acknowledged]) : identityOf(record);
    const other = merged.get(id);
    // What was noted first stays: a rule that is new since must not change what has been told.
    merged.set(id, other ? { ...other, ...earliest(record, other) } : record);
  }
  return [...merged.values()];
}

function earliest(a: AlertRecord, b: AlertRecord): Partial<AlertRecord> {
  const least = (field: 'ended' | 'acknowledged' | 'seen'): number | undefined => {
    const times = [a[field], b[field]].filter((time) => time !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  };
  return {
    ...given({ ended: least('ended'), acknowledged: least('acknowledged'), seen: least('seen') }),
    ...((a.partial || b.partial) && { partial: true as const }),
  };
}

/** A loose end ends everything that began before it; what begins again was over by then. */
function settle(records: readonly AlertRecord[]): AlertRecord[] {
  const loose = records.filter((one) => one.started === undefined);
  const episodes = records
    .filter((one) => one.started !== undefined)
    .sort((a, b) => (a.started ?? 0) - (b.started ?? 0));
  const settled = episodes.map((one, index) => {
    const started = one.started ?? 0;
    const next = episodes[index + 1]?.started ?? Infinity;
    const own = one.ended !== undefined && one.ended >= (one.seen ?? started) ? [one.ended] : [];
    const others = [next, ...loose.map(({ ended }) => ended)].filter((time) => time !== undefined && time >= started);
    const ends = [...own, ...others];
    const taken = [one.acknowledged, ...loose.map(({ acknowledged }) => acknowledged)].filter(
      (time) => time !== undefined && time >= started && time < next,
    );
    const ended = Math.min(Infinity, ...(ends as number[]));
    const acknowledged = Math.min(Infinity, ...(taken as number[]));
    return {
      ...one,
      ...(ended < Infinity && { ended }),
      ...(acknowledged < Infinity && { acknowledged }),
    };
  });
  return [...settled, ...loose.sort((a, b) => looseTime(a) - looseTime(b))];
}

/** When a record without a start says that something was so. */
export function looseTime({ ended, acknowledged }: AlertRecord): number {
  return ended ?? acknowledged ?? 0;
}

function latest(records: readonly AlertRecord[]): AlertRecord | undefined {
  return records.findLast((one) => one.started !== undefined);
}

function newsIn(before: readonly AlertRecord[], after: readonly AlertRecord[]): News {
  const known = new Map(before.map((one) => [identityOf(one), one]));
  const episodes = after.filter((one) => one.started !== undefined);
  if (episodes.some((one) => !known.has(identityOf(one)))) return 'began';
  if (episodes.some((one) => known.get(identityOf(one))?.ended !== one.ended)) return 'ended';
  if (episodes.some((one) => known.get(identityOf(one))?.acknowledged !== one.acknowledged)) return 'acknowledged';
  return 'nothing';
}

function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
