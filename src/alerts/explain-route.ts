import { IMPACT_TEXT } from '../schema/words.ts';
import type { Alert } from './alert.ts';
import type { Policy, Rule } from './policy.ts';
import { quoted } from './print.ts';
import { routeOf } from './route.ts';

/** Alerts with the way that each takes through the rules, for a person; those that differ in nothing but their key once. */
export function explainRoutes(alerts: readonly Alert[], policy: Policy): string[] {
  const texts = alerts.map((alert) => explainRoute(alert, policy).join('\n'));
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].flatMap(([text, count]) => [text, ...(count > 1 ? [`  (${count} of these)`] : []), '']);
}

/** What a rule makes of an alert, in short. */
export function ruleOutcome({ component, impact, severity, publish, hold }: Rule): string {
  const held = hold ? `, once it has lasted ${hold / 60_000} min` : '';
  return `${component}: ${IMPACT_TEXT[impact]}, ${severity}, ${publish === 'auto' ? 'published' : 'a draft for a person'}${held}`;
}

function explainRoute(alert: Alert, policy: Policy): string[] {
  const { rule, tried, because } = routeOf(alert, policy);
  return [
    `${quoted(alert.title)} is ${alert.state}.`,
    ...Object.entries(alert.labels).map(([name, value]) => `    ${name}: ${quoted(value)}`),
    ...tried.map((one) => `  ✗ ${one.rule}: ${one.because}`),
    ...(rule ? [`  ✓ ${rule.id} → ${ruleOutcome(rule)}`] : because.map((sentence) => `  → ${sentence}`)),
  ];
}
