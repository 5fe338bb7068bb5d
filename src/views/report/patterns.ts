import { within } from '../../domain/metrics/book.ts';
import { CHANCE, type Pattern, patternsIn } from '../../domain/metrics/patterns.ts';
import { WEEKDAYS } from '../../schema/fields.ts';
import { capital, listing } from '../format.ts';
import { list } from '../markdown-parts.ts';
import { inlineMarkdown } from '../safe-markdown.ts';
import { incidentLink } from './links.ts';
import type { ReportScope } from './scope.ts';

const SHOWN = 6;
const SHOWN_OF_KIND = 4;

/** What the incidents have in common, each with the incidents that show it. */
export function patternsSection(scope: ReportScope): string {
  const { book, period, earlier, context, kind, internal } = scope;
  const looked = within(book.incidents, { from: earlier[0]?.from ?? period.from, to: period.to });
  if (scope.incidents.length === 0) return `No incident of this ${kind} can have anything in common with another.`;
  const before = earlier.length === 0 ? '' : ` and of the ${earlier.length === 1 ? 'one' : earlier.length} before`;
  const where = `Looked at: ${looked.length === 1 ? 'the one incident' : `the ${looked.length} incidents`} of this ${kind}${before}.`;
  const patterns = patternsIn(looked, period, context.snapshot.site);
  if (patterns.length === 0) {
    return `${where} No cause${internal ? ' or alert rule' : ''} came back, no component was hit three times, and no weekday or part of the day has more than chance explains.`;
  }
  const shown = [...Map.groupBy(patterns, (pattern) => pattern.kind)].flatMap(([of, same]) => [
    ...same.slice(0, SHOWN_OF_KIND).map((pattern) => patternLine(scope, pattern, looked.length)),
    ...(same.length > SHOWN_OF_KIND ? [`${same.length - SHOWN_OF_KIND} more came back: ${KINDS[of]}.`] : []),
  ]);
  return `${where}\n\n${list(shown)}`;
}

const KINDS: Record<Pattern['kind'], string> = {
  cause: 'causes, each with no more incidents than these',
  component: 'components, each with no more incidents than these',
  rule: 'alert rules, each with no more incidents than these',
  weekday: 'weekdays',
  hours: 'parts of the day',
};

function patternLine(scope: ReportScope, pattern: Pattern, all: number): string {
  const { inside, before } = pattern;
  const count = `${inside.length} this ${scope.kind}${before.length > 0 ? `, ${before.length} before` : ''}`;
  const newest = [...before, ...inside].reverse();
  const shown = newest.slice(0, SHOWN).map((incident) => incidentLink(scope.context, incident));
  const rest = newest.length > SHOWN ? ` and ${newest.length - SHOWN} more` : '';
  const chance =
    pattern.kind === 'weekday' || pattern.kind === 'hours'
      ? ` Of ${all}, that many come by chance less than once in ${Math.round(1 / CHANCE)} times.`
      : '';
  return `**${nameOf(scope, pattern)}**: ${count}.${chance} ${rest === '' ? listing(shown) : `${shown.join(', ')}${rest}`}.`;
}

function nameOf({ context }: ReportScope, { kind, name }: Pattern): string {
  if (kind === 'cause') return `Cause ${inlineMarkdown(name)}`;
  if (kind === 'component') return `${inlineMarkdown(context.componentNames.get(name) ?? name)} was hit`;
  if (kind === 'rule') return `Alert rule ${inlineMarkdown(name)}`;
  if (kind === 'weekday') return `Began on a ${capital(WEEKDAYS[Number(name) - 1] ?? '')}`;
  const hour = (at: number): string => `${String(at).padStart(2, '0')}:00`;
  return `Began between ${hour(Number(name))} and ${hour(Number(name) + 6)} (${context.snapshot.site.timezone})`;
}
