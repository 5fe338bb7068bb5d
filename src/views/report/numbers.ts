import type { Interval } from '../../domain/interval.ts';
import { type Book, observedIn, within } from '../../domain/metrics/book.ts';
import { type Durations, durationsOf, type TargetMeasure, targetsKept } from '../../domain/metrics/durations.ts';
import { falsePositives, repeatsIn } from '../../domain/metrics/frequency.ts';
import { hoursOf } from '../../domain/metrics/hours.ts';
import { postmortemsDue } from '../../domain/metrics/learning.ts';
import { siteReliability } from '../../domain/metrics/reliability.ts';
import { partOf, percent, uptimeBasisPoints } from '../../domain/uptime.ts';
import { type MeasureName, REPEAT_DAYS } from '../../schema/measures.ts';
import { duration } from '../format.ts';
import { severityCode } from '../metrics/severity-code.ts';
import type { ReportScope } from './scope.ts';

/** The numbers of a stretch of time, each with its name; the same names in the same order for every stretch. */
export type Numbers = (readonly [name: string, text: string])[];

const known = new WeakMap<Book, Map<string, Numbers>>();

/** Made once for each stretch: every month stands in four reports. */
export function numbersOf(scope: Pick<ReportScope, 'book' | 'context'>, stretch: Interval): Numbers {
  const made = known.get(scope.book) ?? new Map<string, Numbers>();
  known.set(scope.book, made);
  const key = `${stretch.from} ${stretch.to}`;
  const numbers = made.get(key) ?? [
    ...counts(scope, stretch),
    ...times(scope.book, stretch),
    ...shares(scope.book, stretch),
  ];
  made.set(key, numbers);
  return numbers;
}

function counts({ book, context }: Pick<ReportScope, 'book' | 'context'>, stretch: Interval): Numbers {
  const incidents = within(book.incidents, stretch);
  const alarms = falsePositives(book, stretch);
  return [
    ['Incidents', String(incidents.length)],
    ...book.snapshot.severities.map(
      ({ id }) => [severityCode(context, id), String(incidents.filter((one) => one.severity === id).length)] as const,
    ),
    ['False alarms', String(within(book.falseAlarms, stretch).length)],
    ['False alarms of what alerts opened', share(alarms.count, alarms.of)],
  ];
}

function times(book: Book, stretch: Interval): Numbers {
  const incidents = within(book.incidents, stretch);
  const found = (measure: MeasureName): Durations => durationsOf(incidents, measure, book.snapshot.now);
  const resolve = found('resolve');
  return [
    ['Median time to detect', median(found('detect'))],
    ['Median time to acknowledge', median(found('acknowledge'))],
    ['Median time to first update', median(found('firstUpdate'))],
    ['Median time to recover', median(resolve)],
    ['Time to recover, p90', resolve.p90 === undefined ? missing(resolve) : duration(resolve.p90)],
    ['Mean time to recover (MTTR)', resolve.mean === undefined ? missing(resolve) : duration(resolve.mean)],
    ['Between failures (MTBF)', betweenOf(book, stretch)],
  ];
}

function shares(book: Book, stretch: Interval): Numbers {
  const { severities, now, site } = book.snapshot;
  const incidents = within(book.incidents, stretch);
  const kept = (measure: TargetMeasure): string => {
    const { kept: count, of } = targetsKept(incidents, measure, severities, now);
    return share(count, of);
  };
  const { otherHours, daysOff } = hoursOf(incidents, site);
  const repeats = repeatsIn(book, stretch);
  const verdicts = postmortemsDue(book, stretch, now).map(({ verdict }) => verdict);
  const settled = verdicts.filter((verdict) => verdict === 'on time' || verdict === 'late' || verdict === 'overdue');
  return [
    ['Acknowledged in time', kept('acknowledge')],
    ['Over in time', kept('resolve')],
    ['Uptime', uptimeOf(book, stretch)],
    ['Outside working hours', share(otherHours + daysOff, incidents.length)],
    [`Same cause within ${REPEAT_DAYS} days`, share(repeats.count, repeats.of)],
    ['Post-mortems on time', share(settled.filter((verdict) => verdict === 'on time').length, settled.length)],
  ];
}

function betweenOf(book: Book, stretch: Interval): string {
  const { failures, between } = siteReliability(book, observedIn(book, stretch));
  if (between !== undefined) return duration(between);
  return failures === 0 ? 'no failure' : few(failures);
}

function median(found: Durations): string {
  if (found.median === undefined) return missing(found);
  return `${duration(found.median)} (n ${found.n}${found.open > 0 ? ` + ${found.open} open` : ''})`;
}

export function uptimeOf(book: Book, stretch: Interval): string {
  const points = uptimeBasisPoints([...book.ledgers.values()].map((ledger) => partOf(ledger, stretch)));
  return points === undefined ? 'no data' : `${percent(points)} %`;
}

function share(count: number, of: number): string {
  return of === 0 ? '–' : `${count} of ${of}`;
}

function missing({ n, few: tooFew }: Durations): string {
  return tooFew ? few(n) : 'not known yet';
}

function few(n: number): string {
  return n === 0 ? '–' : `too few (${n})`;
}
