import { within } from '../../../domain/metrics/book.ts';
import { compareRates } from '../../../domain/metrics/compare.ts';
import { falsePositives, repeatsIn } from '../../../domain/metrics/frequency.ts';
import { periodsWithin } from '../../../domain/metrics/period.ts';
import { listing, plural } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { countCell, type FigureView } from '../figure.ts';
import { beforeName, type Scope, shortPeriod } from '../scope.ts';
import { severityCode } from '../severity-code.ts';

const DAY_MS = 86_400_000;
const MONTH_DAYS = 365.25 / 12;

/** How many began each month, by severity. */
export function frequencyFigure(scope: Scope): FigureView | undefined {
  const { book, context, incidents, seen } = scope;
  const { site } = book.snapshot;
  if (incidents.length === 0) return alarmsAlone(scope);
  const severities = severitiesOf(scope);
  const months = periodsWithin('month', seen, site.timezone);
  const rows = months.map((month) => {
    const began = within(incidents, month);
    const counts = severities.map((id) => began.filter((incident) => incident.severity === id).length);
    return {
      head: { text: shortPeriod(month), href: context.to.report(month.id) },
      cells: [...counts, began.length].map(countCell),
    };
  });
  const table = {
    caption: 'Incidents by month and severity',
    head: ['Month', ...severities.map((id) => severityCode(context, id)), 'All'],
    rows,
  };
  return {
    id: 'frequency',
    question: 'Do incidents become fewer, or less severe?',
    answer: [frequencyAnswer(scope), mixAnswer(scope, severities), repeatAnswer(scope)].filter(Boolean).join(' '),
    chart: chartOf(table, { kind: 'stack', unit: 'count', columns: severities.map((_, at) => at) }),
    tables: [table],
  };
}

/** Worst first; those that incidents name without a file come last. */
export function severitiesOf({ book, incidents }: Scope): string[] {
  return [
    ...new Set([...book.snapshot.severities.map((one) => one.id), ...incidents.map((one) => one.severity).sort()]),
  ];
}

/** Alarms about nothing are told even where nothing else happened. */
function alarmsAlone(scope: Scope): FigureView | undefined {
  const answer = repeatAnswer(scope);
  return answer === ''
    ? undefined
    : { id: 'frequency', question: 'Do incidents become fewer, or less severe?', answer, chart: undefined, tables: [] };
}

function frequencyAnswer(scope: Scope): string {
  const { incidents, earlier, seen, seenBefore } = scope;
  const now = { count: incidents.length, time: seen.to - seen.from };
  const told = `${plural(incidents.length, 'incident')}${perMonth(now)}`;
  if (!seenBefore) return `${told}. There is no earlier time to compare with.`;
  const was = { count: earlier.length, time: seenBefore.to - seenBefore.from };
  const verdict = CHANCE_WORDS[compareRates(now, was)];
  return `${told}; in ${beforeName(scope)} ${earlier.length}${perMonth(was)}. ${verdict}`.trim();
}

/** What chance has to do with a difference. */
export const CHANCE_WORDS = {
  more: 'Chance makes so many more less than once in ten times.',
  less: 'Chance makes so many fewer less than once in ten times.',
  'no telling': 'Chance alone makes differences as large.',
  'too few': '',
};

function perMonth({ count, time }: { count: number; time: number }): string {
  const months = time / (MONTH_DAYS * DAY_MS);
  return months < 1.5 ? '' : ` (${(count / months).toFixed(1)} a month)`;
}

function mixAnswer({ incidents, context }: Scope, severities: readonly string[]): string {
  const counts = severities.map(
    (id) => [severityCode(context, id), incidents.filter((one) => one.severity === id).length] as const,
  );
  return `By severity: ${listing(counts.map(([name, count]) => `${count} ${name}`))}.`;
}

function repeatAnswer({ book, period, component, incidents }: Scope): string {
  const inScope = new Set(incidents);
  const { count, of, leftOut } = repeatsIn(book, period, (incident) => inScope.has(incident));
  const alerts = falsePositives(book, period);
  const sentences = [
    of > 0 && `${count} of ${of} had the cause of an earlier incident within 30 days.`,
    leftOut > 0 && `${leftOut} left out there, because no cause is known.`,
    // An alarm about nothing hit no component, so it belongs to the site alone.
    !component &&
      alerts.of > 0 &&
      `Of ${alerts.of} that an alert opened, ${alerts.count} ${alerts.count === 1 ? 'was a false alarm' : 'were false alarms'}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
