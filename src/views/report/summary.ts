import { observedIn, within } from '../../domain/metrics/book.ts';
import { compareRates } from '../../domain/metrics/compare.ts';
import { durationsOf, observe, targetsKept } from '../../domain/metrics/durations.ts';
import { partOf, percent, uptimeBasisPoints } from '../../domain/uptime.ts';
import { capital, duration, listing, plural } from '../format.ts';
import { longestWords, medianSentence } from '../metrics/median-words.ts';
import { inPeriod } from '../metrics/scope.ts';
import { CHANCE_WORDS } from '../metrics/sections/frequency.ts';
import { severityCode } from '../metrics/severity-code.ts';
import { inlineMarkdown } from '../safe-markdown.ts';
import { componentReference, incidentLink } from './links.ts';
import { uptimeOf } from './numbers.ts';
import type { ReportScope } from './scope.ts';

/** The period in sentences, each of them carried by a number of its own. */
export function summarySection(scope: ReportScope): string {
  const paragraphs = [
    [counts(scope), change(scope), gravest(scope)],
    [recovery(scope), targets(scope)],
    [availability(scope)],
  ];
  return paragraphs
    .map((sentences) => sentences.filter(Boolean).join(' '))
    .filter(Boolean)
    .join('\n\n');
}

function counts({ incidents, falseAlarms, book, period, context }: ReportScope): string {
  const when = inPeriod(period, context.snapshot.site.timezone);
  const alarms =
    falseAlarms.length > 0
      ? ` There ${falseAlarms.length === 1 ? 'was' : 'were'} ${plural(falseAlarms.length, 'false alarm')}.`
      : '';
  if (incidents.length === 0) return `No incident began ${when}.${alarms}`;
  const known = book.snapshot.severities.map((severity) => severity.id);
  const all = [...new Set([...known, ...incidents.map((one) => one.severity)])];
  const parts = all.flatMap((id) => {
    const count = incidents.filter((one) => one.severity === id).length;
    return count > 0 ? [`${count} ${inlineMarkdown(severityCode(context, id))}`] : [];
  });
  return `${plural(incidents.length, 'incident')} began ${when}: ${listing(parts)}.${alarms}`;
}

function change({ incidents, book, period, earlier, kind, running }: ReportScope): string {
  const [first] = earlier;
  if (!first) return '';
  const before = { from: first.from, to: period.from };
  const each = [...earlier].reverse().map((one) => String(within(book.incidents, one).length));
  const told =
    earlier.length === 1
      ? `In the ${kind} before it was ${each[0]}`
      : `In the ${earlier.length} ${kind}s before, newest first, it was ${listing(each)}`;
  const verdict = compareRates(
    { count: incidents.length, time: lengthOf(book, period) },
    { count: within(book.incidents, before).length, time: lengthOf(book, before) },
  );
  const so = running ? ', allowing for the days so far' : '';
  return verdict === 'too few' ? `${told}.` : `${told}. ${CHANCE_WORDS[verdict].replace(/\.$/, so)}.`;
}

function lengthOf(book: ReportScope['book'], stretch: { from: number; to: number }): number {
  const seen = observedIn(book, stretch);
  return seen.to - seen.from;
}

function gravest({ incidents, book, context }: ReportScope): string {
  const { now, severities } = book.snapshot;
  const grave = incidents.filter(
    (one) => severities.find(({ id }) => id === one.severity)?.level === severities[0]?.level,
  );
  return grave
    .map((incident) => {
      const felt = observe(incident, 'felt', now);
      const name = `${incidentLink(context, incident)} was ${inlineMarkdown(severityCode(context, incident.severity))}`;
      if (!felt) return `${name}; nobody wrote down when it began.`;
      return felt.ended
        ? `${name} and was felt for ${duration(felt.ms)}.`
        : `${name} and goes on, for ${duration(felt.ms)} so far.`;
    })
    .join(' ');
}

function recovery({ incidents, book }: ReportScope): string {
  if (incidents.length === 0) return '';
  const { now } = book.snapshot;
  const found = durationsOf(incidents, 'resolve', now);
  const missing = found.leftOut > 0 ? ` Of ${found.leftOut} nobody wrote down when it was noticed.` : '';
  if (!found.few) {
    return `${medianSentence(found)} ${capital(longestWords(found) ?? '')}.${missing}`;
  }
  const each = incidents
    .flatMap((incident) => observe(incident, 'resolve', now) ?? [])
    .filter((seen) => seen.ended)
    .map((seen) => seen.ms)
    .sort((a, b) => a - b);
  const open = found.open > 0 ? ` ${found.open} ${found.open === 1 ? 'is' : 'are'} not over.` : '';
  const took = each.length === 0 ? '' : `Recovery took ${listing(each.map(duration))}: too few for a median.`;
  return `${took}${open}${missing}`.trim();
}

function targets({ incidents, book }: ReportScope): string {
  const { severities, now } = book.snapshot;
  const [acknowledged, over] = (['acknowledge', 'resolve'] as const).map((measure) =>
    targetsKept(incidents, measure, severities, now),
  );
  const parts = [
    acknowledged &&
      acknowledged.of > 0 &&
      `${acknowledged.kept} of ${acknowledged.of} ${acknowledged.of === 1 ? 'was' : 'were'} acknowledged`,
    over && over.of > 0 && `${over.kept} of ${over.of} ${over.of === 1 ? 'was' : 'were'} over`,
  ].filter((part) => part !== false && part !== undefined);
  return parts.length > 0 ? `${listing(parts)} within the target of their severity.` : '';
}

function availability({ book, period, context }: ReportScope): string {
  const start = observedIn(book, period).from;
  const measured = book.snapshot.components.flatMap((component) => {
    const ledger = book.ledgers.get(component.id);
    const points = ledger && uptimeBasisPoints([partOf(ledger, period)]);
    // What was in service for a part of the time cannot be held against what was for all of it.
    return points === undefined || !ledger || ledger.window.from > start ? [] : [{ id: component.id, points }];
  });
  const whole = `All components together were available ${uptimeOf(book, period)} of the time`;
  if (measured.length === 0) return `${whole}.`;
  const low = measured.reduce((a, b) => (b.points < a.points ? b : a));
  const lowest =
    measured.length > 1 && low.points < 10_000
      ? `; the lowest was ${componentReference(context, low.id)} with ${percent(low.points)} %`
      : '';
  return `${whole}${lowest}.`;
}
