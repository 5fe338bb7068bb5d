import type { AlertRecord } from '../schema/alert-record.ts';
import type { Edit } from './decide.ts';
import { decisionsBetween, type IncidentDecision } from './decision.ts';
import { goesOn } from './episode.ts';
import { printStory } from './incident-file.ts';
import type { IncidentFile } from './policy.ts';
import type { Story } from './story.ts';

/** What becomes of one incident. */
export interface Outcome {
  id: string;
  /** The whole file, where it is told anew and comes out differently. */
  text?: string;
  edit?: Edit;
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

/** Tells a story as far as it has come by now; files are those in which it was told before. */
export function tellStory(story: Story, { before, taken }: FormerFiles, now: number): Outcome {
  // What was told by a clock ahead of this one stays told.
  const reached = Math.max(now, ...[before, ...taken].map((file) => file?.updates.at(-1)?.at ?? 0));
  const told = story.updates.filter(({ at }) => at <= reached).length;
  const text = printStory(story, told);
  const updates = story.updates.slice(0, told);
  const decisions = decisionsBetween(story.id, before?.updates ?? taken[0]?.updates, updates, story.draft);
  return {
    id: story.id,
    ...(text !== before?.text && { text }),
    decisions: [...decisions, ...acknowledgement(story, before), ...takenIn(story, taken)],
    records: story.episodes.map(({ record }) => record),
    quiet: quietOf(story, now),
    due: story.updates[told]?.at,
  };
}

/** The files in which a story was told before: its own, and those that it takes in. */
export interface FormerFiles {
  before: IncidentFile | undefined;
  taken: IncidentFile[];
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
  if (episodes.some((one) => goesOn(one, now))) return 'others-firing';
  if (episodes.some(({ record }) => record.partial)) return 'truncated';
  if (episodes.some(({ manual }) => manual)) return 'left-to-person';
  return updates.some(({ at }) => at > now) ? 'flapping' : 'told-already';
}
