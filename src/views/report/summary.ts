import { observedIn, within } from '../../domain/metrics/book.ts';
import { compareRates } from '../../domain/metrics/compare.ts';
import { durationsOf, observe, targetsKept } from '../../domain/metrics/durations.ts';
import { partOf, percent, uptimeBasisPoints } from '../../domain/uptime.ts';
import { duration, listing, plural } from '../format.ts';
import { inPeriod } from '../metrics/scope.ts';
import { severityCode } from '../metrics/severity-code.ts';
import { componentReference, incidentLink } from './links.ts';
import { uptimeOf } from './numbers.ts';
import type { ReportScope } from './scope.ts';

/** The period in sentences, each of them carried by a number of its own. */
export function summarySection(scope: ReportScope): string {
  const sentences = [
    counts(scope),
    change(scope),
    gravest(scope),
    recovery(scope),
    targets(scope),
    availability(scope),
  ];
  return sentences.filter(Boolean).join(' ');
}

function counts({ incidents, falseAlarms, book, period, context }: ReportScope): string {
  const when = inPeriod(period, context.snapshot.site.timezone);
  const alarms = falseAlarms.length > 0 ? `, and ${plural(falseAlarms.length, 'false alarm')}` : '';
  if (incidents.length === 0) return `No incident began ${when}${alarms}.`;
  const known = book.snapshot.severities.map((severity) => severity.id);
  const all = [...new Set([...known, ...incidents.map((one) => one.severity)])];
  const parts = all.flatMap((id) => {
    const count = incidents.filter((one) => one.severity === id).length;
    return count > 0 ? [`${count} ${severityCode(id)}`] : [];
  });
  return `${plural(incidents.length, 'incident')} began ${when}: ${listing(parts)}${alarms}.`;
}

function change({ incidents, book, period, earlier, kind, running }: ReportScope): string {
  const [first] = earlier;
  if (!first) return '';
  const before = { from: first.from, to: period.from };
  const each = earlier.map((one) => String(within(book.incidents, one).length));
  const told =
    earlier.length === 1
      ? `The ${kind} before had ${each[0]}.`
      : `The ${earlier.length} ${kind}s before had ${listing(each)}.`;
  const verdict = compareRates(
    { count: incidents.length, time: lengthOf(book, period) },
    { count: within(book.incidents, before).length, time: lengthOf(book, before) },
  );
  if (verdict === 'too few') return told;
  const so = running ? ', for the time that has passed' : '';
  return `${told} ${VERDICTS[verdict]}${so}.`;
}

const VERDICTS = {
  more: 'That is more often than chance explains',
  less: 'That is less often than chance explains',
  'no telling': 'The difference is one that chance makes too',
};

function lengthOf(book: ReportScope['book'], stretch: { from: number; to: number }): number {
  const seen = observedIn(book, stretch);
  return seen.to - seen.from;
}

function gravest({ incidents, book, context, at }: ReportScope): string {
  const [worst] = book.snapshot.severities;
  const grave = incidents.filter((incident) => incident.severity === worst?.id);
  return grave
    .map((incident) => {
      const lasted = duration((incident.resolved ?? at) - incident.started);
      const long = incident.open ? `going on, for ${lasted} so far` : `felt for ${lasted}`;
      return `${incidentLink(context, incident)} was ${severityCode(incident.severity)} and ${incident.open ? 'is' : 'was'} ${long}.`;
    })
    .join(' ');
}

function recovery({ incidents, book }: ReportScope): string {
  const { now } = book.snapshot;
  const { n, open, leftOut, median, p90 } = durationsOf(incidents, 'resolve', now);
  if (incidents.length === 0) return '';
  const besides = [
    open > 0 && `${open} ${open === 1 ? 'is' : 'are'} not over`,
    leftOut > 0 && `${leftOut} left out, because nobody wrote down when it was noticed`,
  ].filter((part) => part !== false);
  const rest = besides.length > 0 ? ` (${besides.join('; ')})` : '';
  if (median !== undefined) {
    const nine = p90 === undefined ? '' : `, nine of ten within ${duration(p90)}`;
    return `Half of ${n} were over within ${duration(median)} of being noticed${nine}${rest}.`;
  }
  const each = incidents
    .flatMap((incident) => observe(incident, 'resolve', now) ?? [])
    .filter((seen) => seen.ended)
    .map((seen) => seen.ms)
    .sort((a, b) => a - b);
  if (each.length === 0) return rest === '' ? '' : `Of their recovery nothing can be said yet${rest}.`;
  return `Recovery took ${listing(each.map(duration))}${rest}: too few for a median.`;
}

function targets({ incidents, book }: ReportScope): string {
  const { severities, now } = book.snapshot;
  const [reacted, over] = (['acknowledge', 'resolve'] as const).map((measure) =>
    targetsKept(incidents, measure, severities, now),
  );
  const parts = [
    reacted && reacted.of > 0 && `${reacted.kept} of ${reacted.of} were taken on`,
    over && over.of > 0 && `${over.kept} of ${over.of} were over`,
  ].filter((part) => part !== false && part !== undefined);
  return parts.length > 0 ? `${listing(parts)} within the time that their severity promises.` : '';
}

function availability({ book, period, context }: ReportScope): string {
  const measured = book.snapshot.components.flatMap((component) => {
    const ledger = book.ledgers.get(component.id);
    const points = ledger && uptimeBasisPoints([partOf(ledger, period)]);
    return points === undefined ? [] : [{ id: component.id, points }];
  });
  if (measured.length === 0) return '';
  const low = measured.reduce((a, b) => (b.points < a.points ? b : a));
  const lowest =
    measured.length > 1 && low.points < 10_000
      ? `; the lowest was ${componentReference(context, low.id)} with ${percent(low.points)} %`
      : '';
  return `All components together were available ${uptimeOf(book, period)} of the time${lowest}.`;
}
