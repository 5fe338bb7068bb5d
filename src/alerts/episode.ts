import type { AlertRecord } from '../schema/alert-record.ts';
import type { Impact, IncidentKind } from '../schema/words.ts';
import { identityOf } from './identity.ts';
import type { Policy, Rule } from './policy.ts';

/** One trouble as it may be told: what it is about, and from when to when. */
export interface Episode {
  record: AlertRecord;
  identity: string;
  rule: Rule | undefined;
  component: string | undefined;
  /** What it is about: its component, or its name where none is known. */
  thing: string;
  /** The tool, where nothing else is known: what it begins to tell at about the same time is one draft. */
  crowd: string | undefined;
  impact: Impact;
  severity: string;
  kind: IncidentKind;
  /** A person decides whether the public hears of it. */
  draft: boolean;
  /** A person decides when it is over. */
  manual: boolean;
  /** When the trouble began. */
  started: number;
  /** When it is told: after its hold, and outside of silences and maintenance. */
  from: number;
  /** When it is over: once it has ended, or never where that is left to a person. */
  to: number;
  /** What keeps it from being told before `from`. */
  because: Waiting | undefined;
}

export type Waiting =
  | { kind: 'hold' }
  | { kind: 'silence'; id: string; until: number }
  | { kind: 'maintenance'; id: string; until: number };

/** A record of a trouble with all that the policy says about it. */
export function episodeOf(record: AlertRecord, policy: Policy): Episode {
  const rule = policy.rules.find((one) => one.id === record.rule);
  const named = rule?.component ?? record.component;
  const component = named !== undefined && policy.components.has(named) ? named : undefined;
  const began = record.started ?? 0;
  const started = record.seen ?? began;
  const manual = rule?.resolve === 'manual' || record.partial === true;
  const draft = record.draft === true || (rule ? rule.publish === 'draft' : component === undefined);
  const about = component ?? JSON.stringify([record.source, record.title ?? record.rule ?? record.key]);
  const { from, because } = toldFrom(record, policy, started, rule?.hold ?? 0, component);
  return {
    record,
    identity: identityOf(record),
    rule,
    component,
    // What a person has not published must not become public by what it has one cause with.
    thing: draft ? `draft ${about}` : about,
    crowd: draft && component === undefined ? record.source : undefined,
    impact: rule?.impact ?? policy.settings.impact,
    severity: rule?.severity ?? record.severity ?? policy.severities.at(-1)?.id ?? 'sev4',
    kind: rule?.kind ?? 'availability',
    draft,
    manual,
    started: because?.kind === 'silence' || because?.kind === 'maintenance' ? from : started,
    from,
    to: manual ? Number.POSITIVE_INFINITY : endOf(record),
    because,
  };
}

/** Whether it is ever told: not where it was over before. */
export function isTold({ from, record }: Episode): boolean {
  return from <= endOf(record);
}

/** Whether its tool still tells of it. */
export function goesOn({ record }: Episode, now: number): boolean {
  return endOf(record) > now;
}

function endOf({ ended }: AlertRecord): number {
  return ended ?? Number.POSITIVE_INFINITY;
}

function toldFrom(
  record: AlertRecord,
  policy: Policy,
  started: number,
  hold: number,
  component: string | undefined,
): Pick<Episode, 'from' | 'because'> {
  let from = started + hold;
  let because: Waiting | undefined = hold > 0 ? { kind: 'hold' } : undefined;
  const quiet = [...silencesOf(record, policy), ...maintenanceOf(component, policy)].sort((a, b) => a.from - b.from);
  for (const { from: begins, until, waiting } of quiet) {
    if (from < begins || from >= until) continue;
    from = until;
    because = { ...waiting, until };
  }
  return { from, because };
}

interface Quiet {
  from: number;
  until: number;
  waiting: { kind: 'silence' | 'maintenance'; id: string };
}

function silencesOf(record: AlertRecord, { silences }: Policy): Quiet[] {
  return (record.silences ?? []).flatMap((id) => {
    const silence = silences.get(id);
    if (!silence) return [];
    return [{ from: silence.from ?? 0, until: silence.until, waiting: { kind: 'silence' as const, id } }];
  });
}

function maintenanceOf(component: string | undefined, { maintenance }: Policy): Quiet[] {
  return maintenance
    .filter((one) => component !== undefined && one.visibility !== 'draft' && one.components.includes(component))
    .map(({ id, window }) => ({
      from: window.from,
      until: window.to,
      waiting: { kind: 'maintenance' as const, id },
    }));
}
