import { within } from '../../../domain/metrics/book.ts';
import { CHANCE, compareRates } from '../../../domain/metrics/compare.ts';
import { falsePositives, repeatsIn } from '../../../domain/metrics/frequency.ts';
import { periodsWithin } from '../../../domain/metrics/period.ts';
import { REPEAT_DAYS } from '../../../schema/measures.ts';
import { listing, plural } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { countCell, type FigureView } from '../figure.ts';
import { beforeName, type Scope, soFar } from '../scope.ts';
import { severityCode } from '../severity-code.ts';

const SHADES = 4;
const DAY_MS = 86_400_000;
const MONTH_DAYS = 365.25 / 12;

/** How many began each month, by severity. */
export function frequencyFigure(scope: Scope): FigureView | undefined {
  const { book, context, incidents, seen } = scope;
  const { site } = book.snapshot;
  if (incidents.length === 0) return alarmsAlone(scope);
  const columns = columnsOf(scope);
  const rows = periodsWithin('month', seen, site.timezone).map((month) => {
    const began = within(incidents, month);
    const counts = columns.map(({ ids }) => began.filter((incident) => ids.includes(incident.severity)).length);
    return {
      head: { text: soFar(scope, month), href: context.to.report(month.id) },
      cells: [...counts, began.length].map(countCell),
    };
  });
  const table = {
    caption: 'Incidents by month and severity',
    head: ['Month', ...columns.map((column) => column.name), 'All'],
    rows,
  };
  return {
    id: 'frequency',
    question: 'Do incidents become fewer, or less severe?',
    answer: [frequencyAnswer(scope), mixAnswer(scope, severitiesOf(scope)), repeatAnswer(scope)]
      .filter(Boolean)
      .join(' '),
    chart: chartOf(table, { kind: 'stack', unit: 'count', columns: columns.map((_, at) => at) }),
    tables: [table],
  };
}

/** A column for each severity; where there are more than shades to tell them apart, the mildest share one. */
function columnsOf(scope: Scope): { name: string; ids: string[] }[] {
  const severities = severitiesOf(scope);
  const own = severities.length > SHADES ? SHADES - 1 : severities.length;
  const columns = severities.slice(0, own).map((id) => ({ name: severityCode(scope.context, id), ids: [id] }));
  const others = severities.slice(own);
  return others.length > 0 ? [...columns, { name: 'Others', ids: others }] : columns;
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

const ODDS = `once in ${Math.round(1 / CHANCE)}`;

/** What chance has to do with a difference. */
export const CHANCE_WORDS = {
  more: `So many more come by chance less than ${ODDS} times.`,
  less: `So many fewer come by chance less than ${ODDS} times.`,
  'no telling': 'A difference this large can be chance.',
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
    of > 0 && `${count} of ${of} had the cause of an earlier incident within ${REPEAT_DAYS} days.`,
    leftOut > 0 && `${leftOut} left out there, because no cause is known.`,
    // An alarm about nothing hit no component, so it belongs to the site alone.
    !component &&
      alerts.of > 0 &&
      `Of ${alerts.of} that an alert opened, ${alerts.count} ${alerts.count === 1 ? 'was a false alarm' : 'were false alarms'}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
