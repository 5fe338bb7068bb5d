import type { ActionItem } from '../schema/action-item.ts';
import { addDays, dayOf } from './calendar.ts';
import { type ActionVerdict, actionVerdict } from './metrics/learning.ts';
import type { Postmortem, Snapshot } from './snapshot.ts';

const WEEK_DAYS = 7;

/** An action item as it stands on a day. */
export interface StandingAction {
  item: ActionItem;
  postmortem: Postmortem;
  verdict: ActionVerdict;
}

/** The action items of all post-mortems as they stand now. */
export function standingActions({ postmortems, site, now }: Snapshot): StandingAction[] {
  const today = dayOf(now, site.timezone);
  return postmortems.flatMap((postmortem) =>
    postmortem.actions.map((item) => ({ item, postmortem, verdict: actionVerdict(item, today) })),
  );
}

export function isOpen({ verdict }: Pick<StandingAction, 'verdict'>): boolean {
  return verdict === 'open' || verdict === 'overdue';
}

/** How much was left to do at the end of a day. */
export interface Left {
  day: string;
  overdue: number;
  notDue: number;
}

/** What was left to do at the end of each of the last weeks, today being the last day of the last one. */
export function burnDown(snapshot: Snapshot, weeks: number): Left[] {
  const { postmortems, site, now } = snapshot;
  const today = dayOf(now, site.timezone);
  const known = sinceWhen(snapshot);
  const items = postmortems.flatMap((one) => one.actions.map((item) => ({ item, since: known(one) })));
  return Array.from({ length: weeks + 1 }, (_, at) => addDays(today, (at - weeks) * WEEK_DAYS)).map((day) => {
    const left = items.filter(({ item, since }) => since <= day && !wasDone(item, day));
    const overdue = left.filter(({ item }) => item.due !== undefined && item.due < day).length;
    return { day, overdue, notDue: left.length - overdue };
  });
}

/** Since when the items of a post-mortem are there: since its publication, or where that is not known since its incident was over. */
function sinceWhen({ incidents, site }: Snapshot): (postmortem: Postmortem) => string {
  const days = new Map(incidents.map(({ id, started, resolved }) => [id, dayOf(resolved ?? started, site.timezone)]));
  return ({ published, incident }) => published ?? days.get(incident) ?? '';
}

/** What was done nobody knows when is not counted as left. */
function wasDone({ done, doneOn }: ActionItem, day: string): boolean {
  return done && (doneOn === undefined || doneOn <= day);
}
