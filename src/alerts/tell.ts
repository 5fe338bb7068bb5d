import type { AlertRecord } from '../schema/alert-record.ts';
import type { Edit } from './decide.ts';
import { decisionsBetween, type IncidentDecision } from './decision.ts';
import { identityOf } from './identity.ts';
import { printStory } from './incident-file.ts';
import type { IncidentFile } from './policy.ts';
import type { Story } from './story.ts';

/** What becomes of one incident. */
export interface Outcome {
  id: string;
  /** The whole file, where it is told anew and comes out differently. */
  text?: string;
  edit?: Edit;
  severity: string;
  draft: boolean;
  decisions: IncidentDecision[];
  /** All alerts that belong to it now. */
  records: readonly AlertRecord[];
  /** Why nothing was published for its alerts, where nothing was. */
  quiet: Quiet;
  due: number | undefined;
}

export type Quiet =
  | 'others-firing'
  | 'left-to-person'
  | 'truncated'
  | 'flapping'
  | 'covered'
  | 'led-by-person'
  | 'told-already';

/** Tells a story as far as it has come by now; what it was called before, and what it takes in, is in `files`. */
export function tellStory(story: Story, files: readonly IncidentFile[], now: number): Outcome {
  const told = story.updates.filter(({ at }) => at <= now).length;
  const text = printStory(story, told);
  const before = files.find(({ id }) => id === story.id);
  const identities = new Set(story.episodes.map(({ identity }) => identity));
  const taken = files.filter(
    ({ id, data }) => id !== story.id && (data.alerts ?? []).some((record) => identities.has(identityOf(record))),
  );
  const updates = story.updates.slice(0, told);
  const decisions = decisionsBetween(story.id, before?.updates ?? taken[0]?.updates, updates);
  return {
    id: story.id,
    ...(text !== before?.text && { text }),
    severity: story.severity,
    draft: story.draft,
    decisions: [...decisions, ...acknowledgement(story, before), ...takenIn(story, taken)],
    records: story.episodes.map(({ record }) => record),
    quiet: quietOf(story, now),
    due: story.updates[told]?.at,
  };
}

function acknowledgement(story: Story, before: IncidentFile | undefined): IncidentDecision[] {
  const at = story.acknowledged;
  if (at === undefined || before?.data.acknowledged === at) return [];
  return [{ kind: 'acknowledge', incident: story.id, at, because: 'Somebody has taken it on.' }];
}

function takenIn({ id, started }: Story, taken: readonly IncidentFile[]): IncidentDecision[] {
  return taken.map((other) => ({
    kind: 'update',
    incident: id,
    at: started,
    because: `It has one cause with ${other.id}, whose story it takes in.`,
  }));
}

function quietOf({ episodes, updates }: Story, now: number): Quiet {
  if (episodes.some(({ to }) => to > now)) return 'others-firing';
  if (episodes.some(({ record }) => record.partial)) return 'truncated';
  if (episodes.some(({ manual }) => manual)) return 'left-to-person';
  return updates.some(({ at }) => at > now) ? 'flapping' : 'told-already';
}
