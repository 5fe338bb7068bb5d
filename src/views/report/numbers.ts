import type { Incident } from '../../domain/incident.ts';
import type { Interval } from '../../domain/interval.ts';
import { type Book, observedIn, within } from '../../domain/metrics/book.ts';
import { type Durations, durationsOf, targetsKept } from '../../domain/metrics/durations.ts';
import { falsePositives, repeatsIn } from '../../domain/metrics/frequency.ts';
import { hoursOf } from '../../domain/metrics/hours.ts';
import { postmortemsDue } from '../../domain/metrics/learning.ts';
import { siteReliability } from '../../domain/metrics/reliability.ts';
import { partOf, percent, uptimeBasisPoints } from '../../domain/uptime.ts';
import { type MeasureName, REPEAT_DAYS } from '../../schema/measures.ts';
import { duration } from '../format.ts';
import { severityCode } from '../metrics/severity-code.ts';
import type { ReportScope } from './scope.ts';

/** One row of the table that compares a period with those before it. */
export interface NumberRow {
  name: string;
  of: (stretch: Interval) => string;
}

export function numberRows({ book, context }: Pick<ReportScope, 'book' | 'context'>): NumberRow[] {
  const { snapshot } = book;
  const { severities, now, site } = snapshot;
  const incidents = (stretch: Interval): Incident[] => within(book.incidents, stretch);
  const kept = (measure: 'acknowledge' | 'resolve') => (stretch: Interval) => {
    const { kept: count, of } = targetsKept(incidents(stretch), measure, severities, now);
    return share(count, of);
  };
  const median = (measure: MeasureName) => (stretch: Interval) => {
    const found = durationsOf(incidents(stretch), measure, now);
    return found.median === undefined
      ? missing(found)
      : `${duration(found.median)} (n ${found.n}${found.open > 0 ? ` + ${found.open} open` : ''})`;
  };
  return [
    { name: 'Incidents', of: (stretch) => String(incidents(stretch).length) },
    ...severities.map(({ id }) => ({
      name: severityCode(context, id),
      of: (stretch: Interval) => String(incidents(stretch).filter((one) => one.severity === id).length),
    })),
    { name: 'False alarms', of: (stretch) => String(within(book.falseAlarms, stretch).length) },
    {
      name: 'False alarms of what alerts opened',
      of: (stretch) => share(falsePositives(book, stretch).count, falsePositives(book, stretch).of),
    },
    { name: 'Median time to detect', of: median('detect') },
    { name: 'Median time to acknowledge', of: median('acknowledge') },
    { name: 'Median time to first update', of: median('firstUpdate') },
    { name: 'Median time to recover', of: median('resolve') },
    {
      name: 'Time to recover, p90',
      of: (stretch) => {
        const found = durationsOf(incidents(stretch), 'resolve', now);
        return found.p90 === undefined ? missing(found) : duration(found.p90);
      },
    },
    {
      name: 'Mean time to recover (MTTR)',
      of: (stretch) => {
        const found = durationsOf(incidents(stretch), 'resolve', now);
        return found.mean === undefined ? missing(found) : duration(found.mean);
      },
    },
    { name: 'Acknowledged in time', of: kept('acknowledge') },
    { name: 'Over in time', of: kept('resolve') },
    {
      name: 'Between failures (MTBF)',
      of: (stretch) => {
        const { failures, between } = siteReliability(book, observedIn(book, stretch));
        return between === undefined ? (failures === 0 ? 'no failure' : few(failures)) : duration(between);
      },
    },
    { name: 'Uptime', of: (stretch) => uptimeOf(book, stretch) },
    {
      name: 'Outside working hours',
      of: (stretch) => {
        const began = incidents(stretch);
        const { otherHours, daysOff } = hoursOf(began, site);
        return share(otherHours + daysOff, began.length);
      },
    },
    {
      name: `Same cause within ${REPEAT_DAYS} days`,
      of: (stretch) => share(repeatsIn(book, stretch).count, repeatsIn(book, stretch).of),
    },
    {
      name: 'Post-mortems on time',
      of: (stretch) => {
        const due = postmortemsDue(book, stretch, now);
        const settled = due.filter(
          ({ verdict }) => verdict === 'on time' || verdict === 'late' || verdict === 'overdue',
        );
        return share(settled.filter(({ verdict }) => verdict === 'on time').length, settled.length);
      },
    },
  ];
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
