import { cleanLine, cleanText } from '../schema/text.ts';
import type { Alert } from './alert.ts';
import { mismatch } from './match.ts';
import type { AlertComponent, Policy, Rule } from './policy.ts';
import { valuesOf } from './words.ts';

/** What words mean where the site does not say: the level of a severity. */
const USUAL_LEVELS: readonly (readonly string[])[] = [
  ['critical', 'crit', 'fatal', 'emergency', 'disaster', 'page', 'p0', 'p1', 'sev0', 'sev1'],
  ['high', 'error', 'major', 'p2', 'sev2'],
  ['warning', 'warn', 'average', 'medium', 'moderate', 'minor', 'p3', 'sev3'],
  ['low', 'info', 'informational', 'notice', 'p4', 'p5', 'sev4'],
];

/** Where an alert leads, by the rules or by its labels. */
export interface Route {
  rule?: Rule;
  component?: string;
  severity?: string;
  silences: string[];
  /** A person decides, because a rule that cannot be read might have fitted. */
  draft?: true;
  values?: Record<string, string>;
  /** Each rule that was tried before, with what did not fit. */
  tried: { rule: string; because: string }[];
  /** How component and severity were found, in sentences. */
  because: string[];
}

/** The first rule that fits decides; without one the labels may name a component and a severity. */
export function routeOf(alert: Alert, policy: Policy): Route {
  const silences = [...policy.silences.values()].filter((one) => !refusal(one, alert)).map((one) => one.id);
  const tried: Route['tried'] = [];
  for (const rule of policy.rules) {
    const because = refusal(rule, alert);
    if (because === undefined) {
      const values = valuesOf(rule, alert);
      return {
        rule,
        silences,
        tried,
        ...(values && { values }),
        because: [`The rule "${rule.id}" is the first that fits.`],
      };
    }
    tried.push({ rule: rule.id, because });
  }
  const component = componentOf(alert, policy);
  const severity = severityOf(alert, policy);
  return {
    ...(component && { component: component.id }),
    severity: severity.id,
    silences,
    tried,
    ...(policy.brokenRules.length > 0 && { draft: true as const }),
    because: [
      ...brokenRules(policy),
      policy.rules.length === 0 ? 'There are no rules.' : 'No rule fits.',
      component
        ? `Its label "${component.label}" is "${component.value}", which names the component "${component.id}".`
        : `None of its labels ${list(policy.settings.components)} names a component.`,
      severity.because,
    ],
  };
}

function brokenRules({ brokenRules: broken }: Policy): string[] {
  if (broken.length === 0) return [];
  return [`The rule ${list(broken)} cannot be read and might have fitted, so a person decides: npm run validate`];
}

function refusal({ sources, match }: Pick<Rule, 'sources' | 'match'>, alert: Alert): string | undefined {
  if (sources.length > 0 && !sources.includes(alert.source)) {
    return `it listens to ${sources.join(', ')}, not to ${alert.source}`;
  }
  return mismatch(match, alert.labels);
}

function componentOf(
  { labels }: Alert,
  { settings, components }: Policy,
): { id: string; label: string; value: string } | undefined {
  for (const label of settings.components) {
    const value = Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
    const found = value && named(value, [...components.values()]);
    if (found) return { id: found.id, label, value };
  }
  return undefined;
}

/** Ids are unique; a name or an alias may be another's id. */
function named(value: string, components: readonly AlertComponent[]): AlertComponent | undefined {
  const word = fold(value);
  return (
    components.find(({ id }) => id === word) ??
    components.find(({ name }) => fold(name) === word) ??
    components.find(({ aliases }) => aliases.some((alias) => fold(alias) === word))
  );
}

function fold(text: string): string {
  return cleanLine(text).toLowerCase();
}

function severityOf({ labels }: Alert, { settings, severities }: Policy): { id: string; because: string } {
  const mildest = severities.at(-1)?.id ?? 'sev4';
  const label = settings.severityLabels.find((name) => Object.hasOwn(labels, name) && labels[name] !== '');
  if (label === undefined) {
    return { id: mildest, because: `No label says how bad it is, so it is taken as the mildest, ${mildest}.` };
  }
  const word = fold(labels[label] ?? '');
  const named = Object.hasOwn(settings.severities, word) ? settings.severities[word] : word;
  const level = USUAL_LEVELS.findIndex((words) => words.includes(word)) + 1;
  const meant =
    severities.find((one) => one.id === named) ??
    (level > 0 ? (severities.find((one) => one.level >= level) ?? severities.at(-1)) : undefined);
  if (meant) return { id: meant.id, because: `Its label "${label}" is "${cleanText(word)}", which means ${meant.id}.` };
  return {
    id: mildest,
    because: `Its label "${label}" is "${word}", for which alerts.severities in site.yaml has no severity, so it is taken as the mildest, ${mildest}.`,
  };
}

function list(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}
