import type { IncidentAct } from '../acts/act.ts';
import type { Alert } from '../alerts/alert.ts';
import type { AlertComponent, Known, Policy, Rule } from '../alerts/policy.ts';
import { routeOf } from '../alerts/route.ts';

const MINUTE_MS = 60_000;

/** The minute at which the first alert comes in. */
export const FIRST_ALERT = 2;

/** One thing that happens in a drill. */
export type Step = {
  minute: number;
  title: string;
  why: string;
  /** What a person would type. */
  command?: string;
} & ({ kind: 'alerts'; payload: object } | { kind: 'act'; act: (incident: string) => IncidentAct } | { kind: 'quiet' });

/** What a drill is about: one of the site's own components and, where there is one, a rule of its own for it. */
export interface Cast {
  component: AlertComponent;
  rule: Rule | undefined;
  /** Labels that the rule fits, or that name the component. */
  labels: Readonly<Record<string, string>>;
}

/** Who plays: if possible a component with a rule that publishes by itself. */
export function castOf({ policy, site }: Known, wanted: string | undefined): Cast | undefined {
  const names = wanted === undefined ? [...policy.components.keys()] : [wanted];
  const cast = names.flatMap((id) => castFor(id, policy, site.name) ?? []);
  return cast.find(({ rule }) => rule !== undefined) ?? cast[0];
}

function castFor(id: string, policy: Policy, site: string): Cast | undefined {
  const component = policy.components.get(id);
  if (!component) return undefined;
  const rules = policy.rules.filter(
    (rule) =>
      rule.component === id && rule.publish === 'auto' && rule.resolve === 'auto' && (rule.hold ?? 0) <= 10 * MINUTE_MS,
  );
  for (const rule of rules) {
    const labels = labelsFor(rule, site);
    if (routeOf(drillAlert(labels), policy).rule?.id === rule.id) return { component, rule, labels };
  }
  const labels = { alertname: 'DrillProbeFailed', component: id, severity: 'critical' };
  return routeOf(drillAlert(labels), policy).component === id ? { component, rule: undefined, labels } : undefined;
}

/** Values that fit what a rule looks for. */
function labelsFor({ match }: Rule, site: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(match).map(([label, wanted]) => [
      label,
      (Array.isArray(wanted) ? (wanted[0] ?? '') : String(wanted)).replaceAll(
        '*',
        site.replaceAll(/\W+/g, '') || 'Drill',
      ),
    ]),
  );
}

function drillAlert(labels: Readonly<Record<string, string>>): Alert {
  return { source: 'alertmanager', key: 'drill', state: 'firing', labels, title: 'Drill', text: '', at: 0 };
}

/** An outage from its first sign to its end, as it might go. */
export function scenarioOf({ component, rule, labels }: Cast, start: number): Step[] {
  const hold = Math.ceil((rule?.hold ?? 0) / MINUTE_MS);
  const at = (minute: number): string => new Date(start + minute * MINUTE_MS).toISOString();
  const alert = (instance: string, from: number, to?: number): object => ({
    status: to === undefined ? 'firing' : 'resolved',
    labels: { ...labels, instance },
    annotations: { summary: `${component.name} fails on ${instance}`, description: 'Part of a drill.' },
    startsAt: at(from),
    endsAt: to === undefined ? '0001-01-01T00:00:00Z' : at(to),
    generatorURL: 'https://prometheus.example.com/graph',
    fingerprint: `drill-${instance}`,
  });
  const message = (...alerts: object[]): object => ({
    version: '4',
    groupKey: '{}:{drill="1"}',
    truncatedAlerts: 0,
    status: alerts.some((one) => 'status' in one && one.status === 'firing') ? 'firing' : 'resolved',
    receiver: 'allclear',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'https://alertmanager.example.com',
    alerts,
  });
  // An alert is held from when its trouble began.
  const told = Math.max(FIRST_ALERT, 1 + hold);
  const worse = `A change from this morning makes ${component.name} refuse most requests. We are taking it back. Nothing is lost.`;
  const better = `The change is taken back and ${component.name} answers again. We are watching for half an hour before we call it over.`;
  const over = `${component.name} has worked without errors for half an hour. We are sorry for the trouble, and will publish what we learn.`;
  return [
    {
      minute: FIRST_ALERT,
      title: 'The first alert comes in',
      why:
        hold > 0
          ? `Its trouble began a minute ago. Its rule holds it for ${hold} min from then, so that a blip reaches nobody.`
          : 'Its trouble began a minute ago. Nobody has looked at it yet.',
      kind: 'alerts',
      payload: message(alert('a', 1)),
    },
    ...(told > FIRST_ALERT
      ? [
          {
            minute: told,
            title: 'The hold is over, and it still fails',
            why: 'Now it is told, in words that somebody wrote on a quiet day.',
            kind: 'quiet',
          } as const,
        ]
      : []),
    {
      minute: told + 1,
      title: 'A second instance alerts, and the first says so again',
      why: 'One cause, one incident: subscribers hear nothing twice.',
      kind: 'alerts',
      payload: message(alert('a', 1), alert('b', 2)),
    },
    {
      minute: told + 3,
      title: 'Somebody takes it on',
      why: 'From here on it is known who looks.',
      command: 'npm run incident -- ack',
      kind: 'act',
      act: (incident) => ({ kind: 'acknowledge', incident }),
    },
    {
      minute: told + 4,
      title: 'A commander is named',
      why: 'One person decides, so that nobody waits for anybody.',
      command: 'npm run incident -- assign --role commander --name "You"',
      kind: 'act',
      act: (incident) => ({ kind: 'assign', incident, role: 'commander', name: 'You' }),
    },
    {
      minute: told + 15,
      title: 'The cause is found, and it is worse than thought',
      why: 'From here on a person leads, and alerts say nothing by themselves.',
      command: `npm run incident -- update --state identified --component "${component.id}=major outage" --next "30 min" --text "${worse}"`,
      kind: 'act',
      act: (incident) => ({
        kind: 'update',
        incident,
        state: 'identified',
        components: { [component.id]: 'major outage' },
        next: start + (told + 45) * MINUTE_MS,
        text: worse,
      }),
    },
    {
      minute: told + 32,
      title: 'The change is taken back',
      why: 'A state of its own, because "better" is not "over".',
      command: `npm run incident -- update --state monitoring --component ${component.id}=degraded --text "${better}"`,
      kind: 'act',
      act: (incident) => ({
        kind: 'update',
        incident,
        state: 'monitoring',
        components: { [component.id]: 'degraded' },
        text: better,
      }),
    },
    {
      minute: told + 40,
      title: 'All alerts end',
      why: 'They are noted. Whether it is over is for the person who leads to say.',
      kind: 'alerts',
      payload: message(alert('a', 1, told + 36), alert('b', 2, told + 38)),
    },
    {
      minute: told + 62,
      title: 'It is over',
      why: 'The words say it to everybody who was told that it began.',
      command: `npm run incident -- resolve --text "${over}"`,
      kind: 'act',
      act: (incident) => ({
        kind: 'resolve',
        incident,
        text: over,
      }),
    },
  ];
}
