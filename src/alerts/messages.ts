import type { Episode } from './episode.ts';
import type { Policy } from './policy.ts';
import { fillText, fillTitle } from './words.ts';

const MOST_TEXTS = 5;

/** The public title: the rule's, else one that says no more than is known. */
export function titleOf({ rule, record, component }: Episode, policy: Policy): string {
  if (rule) return fillTitle(rule.title ?? rule.name, record.values) || rule.name;
  if (component) return `Problems with ${policy.components.get(component)?.name ?? component}`.slice(0, 200);
  return fillTitle(`Alert without a rule: ${record.title ?? record.key}`);
}

/** The title of a draft of many alerts of which nothing is known. */
export function crowdTitle(episodes: readonly Episode[]): string | undefined {
  const names = new Set(episodes.map(({ thing }) => thing));
  const [first] = episodes;
  if (first?.crowd === undefined || names.size < 2 || episodes.some(({ crowd }) => crowd === undefined))
    return undefined;
  return `${names.size} alerts of ${first.crowd} without a rule`;
}

/** What is published where troubles begin: each rule's prepared message once, one neutral message for all others. */
export function openingOf(began: readonly Episode[], policy: Policy, again: boolean): string {
  const prepared = began.map(({ rule, record }) => (rule ? fillText(rule.body, record.values) : ''));
  const texts = prepared.filter((text) => text !== '');
  const plain = began.filter((_, index) => prepared[index] === '');
  const named = [...new Set(plain.flatMap(({ component }) => component ?? []))].sort();
  if (named.length > 0) texts.push(policy.settings.message.replaceAll('{component}', namesOf(named, policy)));
  const unknown = plain.filter(({ component }) => component === undefined);
  if (unknown.length > 0) texts.push(unroutedText(unknown));
  const distinct = [...new Set(texts)].slice(0, MOST_TEXTS);
  return [...(again ? ['The problem is back.'] : []), ...distinct].join('\n\n');
}

/** What is published where all is over, or where some components are better. */
export function endingOf(episodes: readonly Episode[], better: readonly string[] | undefined, policy: Policy): string {
  if (better) return `Better again by what our monitoring sees: ${namesOf(better, policy)}.`;
  const written = episodes.flatMap(({ rule, record }) => (rule?.ending ? [fillText(rule.ending, record.values)] : []));
  const distinct = [...new Set(written.filter((text) => text !== ''))].slice(0, MOST_TEXTS);
  return distinct.length > 0 ? distinct.join('\n\n') : 'Our monitoring sees no more trouble. This is resolved.';
}

function namesOf(ids: readonly string[], { components }: Policy): string {
  const names = ids.map((id) => components.get(id)?.name ?? id);
  const [last] = names.slice(-1);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : (last ?? '');
}

// Nobody but the team sees this: it stands in a draft.
function unroutedText(unknown: readonly Episode[]): string {
  const sources = [...new Set(unknown.map(({ record }) => record.source))].sort().join(', ');
  return [
    `An alert from ${sources} that no rule fits and whose labels name no component. Nothing is published.`,
    'To publish it, replace this text, name the components that are hit, and remove `visibility: draft`. To have the next one decided, write a rule in `rules/`, or add what the alert calls the component to the `aliases` of the component.',
  ].join('\n\n');
}
