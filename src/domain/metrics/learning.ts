import type { ActionItem } from '../../schema/action-item.ts';
import { addBusinessDays, dayOf } from '../calendar.ts';
import type { Incident } from '../incident.ts';
import { covers, type Interval } from '../interval.ts';
import type { Postmortem } from '../snapshot.ts';
import { type Book, within } from './book.ts';
import { businessDaysOf } from './hours.ts';

export type PostmortemVerdict = 'on time' | 'late' | 'overdue' | 'not yet due' | 'day unknown';

/** A post-mortem that an incident's severity, or somebody, promised. */
export interface DuePostmortem {
  incident: Incident;
  due: string;
  postmortem: Postmortem | undefined;
  verdict: PostmortemVerdict;
}

export type ActionVerdict = 'done on time' | 'done late' | 'done' | 'overdue' | 'open';

export interface TrackedAction {
  item: ActionItem;
  postmortem: Postmortem;
  incident: Incident;
  verdict: ActionVerdict;
}

/** When the post-mortem of an incident that is over is due; undefined where none was promised. */
export function dueDays({
  severities,
  site,
}: Pick<Book['snapshot'], 'severities' | 'site'>): (incident: Incident) => string | undefined {
  const days = new Map(severities.map((severity) => [severity.id, severity.postmortem]));
  const business = businessDaysOf(site);
  return (incident) => {
    if (incident.resolved === undefined || !incident.real) return undefined;
    const allowed = days.get(incident.severity);
    const over = dayOf(incident.resolved, site.timezone);
    return incident.postmortemDue ?? (allowed === undefined ? undefined : addBusinessDays(over, allowed, business));
  };
}

const known = new WeakMap<Book, Map<Incident, string | undefined>>();

/** The same, looked up once for all reports. */
function dueDaysOf(book: Book): (incident: Incident) => string | undefined {
  const dueOf = dueDays(book.snapshot);
  const days = known.get(book) ?? new Map(book.incidents.map((incident) => [incident, dueOf(incident)]));
  known.set(book, days);
  return (incident) => days.get(incident);
}

/** What was promised after the incidents of a stretch that are over, as it stood at a moment. */
export function postmortemsDue(book: Book, stretch: Interval, at: number): DuePostmortem[] {
  const { snapshot } = book;
  const published = new Map(snapshot.postmortems.map((one) => [one.incident, one]));
  const dueOf = dueDaysOf(book);
  const today = dayOf(at, snapshot.site.timezone);
  return within(book.incidents, stretch).flatMap((incident): DuePostmortem[] => {
    const due = dueOf(incident);
    if (due === undefined || (incident.resolved ?? Infinity) > at) return [];
    const postmortem = published.get(incident.id);
    return [{ incident, due, postmortem, verdict: postmortemVerdict(postmortem, due, today) }];
  });
}

/** Every action item from the incidents of a stretch, false alarms too, as it stood at a moment. */
export function actionsFrom(book: Book, stretch: Interval, at: number): TrackedAction[] {
  const { snapshot } = book;
  const today = dayOf(at, snapshot.site.timezone);
  return snapshot.postmortems.flatMap((postmortem) => {
    const incident = book.byId.get(postmortem.incident);
    if (!incident || !covers(stretch, incident.started)) return [];
    return postmortem.actions.map((item) => ({ item, postmortem, incident, verdict: actionVerdict(item, today) }));
  });
}

function postmortemVerdict(postmortem: Postmortem | undefined, due: string, today: string): PostmortemVerdict {
  const there = postmortem?.status === 'published' && !(postmortem.published && postmortem.published > today);
  if (!there) return due < today ? 'overdue' : 'not yet due';
  if (postmortem.published === undefined) return 'day unknown';
  return postmortem.published <= due ? 'on time' : 'late';
}

/** How an item stands on a day. */
export function actionVerdict({ done, doneOn, due }: ActionItem, today: string): ActionVerdict {
  if (!done || (doneOn !== undefined && doneOn > today)) return due !== undefined && due < today ? 'overdue' : 'open';
  if (doneOn === undefined || due === undefined) return 'done';
  return doneOn <= due ? 'done on time' : 'done late';
}
