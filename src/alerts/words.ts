import { PLACE } from '../schema/rule.ts';
import { cleanLine, cleanText } from '../schema/text.ts';
import type { Alert } from './alert.ts';
import type { Rule } from './policy.ts';

const LONGEST_VALUE = 500;

/** What a rule publishes of an alert: the values that its words ask for; undefined where they ask for none. */
export function valuesOf(rule: Rule, alert: Alert): Record<string, string> | undefined {
  const names = placesIn([rule.title ?? rule.name, rule.body, rule.ending ?? ''].join('\n'));
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, textFor(name, alert).slice(0, LONGEST_VALUE).toWellFormed()]));
}

/** The names of the values that a text asks for. */
function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))].sort();
}

/** A title with its values: one line without what could be read as markup or call somebody. */
export function fillTitle(text: string, values: Readonly<Record<string, string>> = {}): string {
  const filled = text.replaceAll(PLACE, (_, name: string) => (values[name] ?? '').replaceAll(/[`<>*_[\]|\\@#]/g, ' '));
  return cleanLine(filled).slice(0, 200).toWellFormed().trim();
}

/** Markdown with its values, each of them as code: whatever it holds, it is shown as it stands. */
export function fillText(text: string, values: Readonly<Record<string, string>> = {}): string {
  return text.replaceAll(PLACE, (_, name: string) => asCode(values[name] ?? '')).trim();
}

function textFor(name: string, { title, text, labels }: Alert): string {
  if (name === 'title') return cleanLine(title);
  if (name === 'text') return cleanLine(cleanText(text));
  const label = name.slice('labels.'.length);
  return Object.hasOwn(labels, label) ? cleanLine(labels[label] ?? '') : '';
}

function asCode(value: string): string {
  const text = cleanLine(value);
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
