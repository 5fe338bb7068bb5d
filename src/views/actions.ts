import { burnDown, isOpen, type Left, type StandingAction, standingActions } from '../domain/backlog.ts';
import { addDays, dayOf, daysApart } from '../domain/calendar.ts';
import { lineLink } from './edit-link.ts';
import { date, plural } from './format.ts';
import { type LayoutView, layoutView } from './layout.ts';
import { plainText } from './markdown.ts';
import { chartOf } from './metrics/chart.ts';
import { countCell, type FigureView } from './metrics/figure.ts';
import type { ViewContext } from './view-context.ts';

const SOON_DAYS = 14;
const LATELY_DAYS = 30;
const WEEKS = 26;

/** What follows from post-mortems, for the team. */
export interface ActionsView {
  layout: LayoutView;
  lead: string;
  sections: ActionSection[];
  figure: FigureView;
}

export interface ActionSection {
  id: string;
  question: string;
  answer: string;
  /** Under a name each, where they are somebody's. */
  groups: { name: string | undefined; items: ActionLine[] }[];
}

export interface ActionLine {
  text: string;
  href: string;
  /** When it is or was due, who has it, what it is for. */
  facts: string[];
  links: { name: string; href: string }[];
}

/** How many actions there are, for everybody. */
export interface ActionCountsView {
  words: string;
  /** Where the team reads more. */
  href: string | undefined;
}

/** The one page of the tracker; none for the public. */
export function actionsPages(context: ViewContext): { view: () => ActionsView }[] {
  return context.frame.internal ? [{ view: () => actionsView(context) }] : [];
}

/** `Of 31 actions 24 are done, 2 are overdue.` Nothing where there are none. */
export function actionCounts({ snapshot, frame, to }: ViewContext): ActionCountsView | undefined {
  const all = standingActions(snapshot);
  if (all.length === 0) return undefined;
  return { words: countWords(all), href: frame.internal ? to.actions : undefined };
}

export function actionsView(context: ViewContext): ActionsView {
  const { snapshot, to } = context;
  const all = standingActions(snapshot);
  const today = dayOf(snapshot.now, snapshot.site.timezone);
  const soon = addDays(today, SOON_DAYS);
  const open = all.filter(isOpen).sort(by(({ item }) => item.due ?? '9'));
  const overdue = open.filter(({ verdict }) => verdict === 'overdue');
  const later = open.filter(({ verdict }) => verdict !== 'overdue');
  const [near, far] = [
    later.filter(({ item }) => isBy(item.due, soon)),
    later.filter(({ item }) => !isBy(item.due, soon)),
  ];
  const lately = all
    .filter((one) => !isOpen(one) && (one.item.doneOn ?? '') > addDays(today, -LATELY_DAYS))
    .sort(by(({ item }) => item.doneOn ?? ''))
    .reverse();
  const lines = (some: readonly StandingAction[], hasOwner = false): ActionLine[] =>
    some.map((one) => lineOf(context, one, today, hasOwner));
  return {
    layout: layoutView(context, {
      title: 'Action items',
      description: 'What follows from post-mortems.',
      path: to.actions,
      live: true,
    }),
    lead: all.length === 0 ? 'No post-mortem has an action item yet.' : countWords(all),
    sections: [
      {
        id: 'overdue',
        question: 'What is overdue, and who has it?',
        answer: overdueAnswer(overdue, today),
        groups: byOwner(overdue).map(([name, some]) => ({ name, items: lines(some, true) })),
      },
      {
        id: 'soon',
        question: 'What is due next?',
        answer:
          near.length === 0 ? `Nothing within ${SOON_DAYS} days.` : `${plural(near.length, 'item')} by ${date(soon)}.`,
        groups: [{ name: undefined, items: lines(near) }],
      },
      {
        id: 'later',
        question: 'What can wait?',
        answer: laterAnswer(far),
        groups: [{ name: undefined, items: lines(far) }],
      },
      {
        id: 'lately',
        question: 'What was done lately?',
        answer: latelyAnswer(lately),
        groups: [{ name: undefined, items: lines(lately) }],
      },
    ].filter(({ id, groups }) => id !== 'later' || groups.some(({ items }) => items.length > 0)),
    figure: burnDownFigure(burnDown(snapshot, WEEKS)),
  };
}

function lineOf(
  context: ViewContext,
  { item, postmortem, verdict }: StandingAction,
  today: string,
  hasOwner: boolean,
): ActionLine {
  const { snapshot, to } = context;
  const { due, doneOn, owner, type, line, issue } = item;
  const file = `postmortems/${postmortem.id}.${postmortem.mdx ? 'mdx' : 'md'}`;
  const source = line === undefined ? undefined : lineLink(snapshot.site.repository, file, line);
  const when = isOpen({ verdict })
    ? due && `due ${date(due)}${due < today ? `, ${plural(daysApart(due, today), 'day')} ago` : ''}`
    : doneOn && `done ${date(doneOn)}${lateWords(due, doneOn)}`;
  return {
    text: plainText(item.text),
    href: to.postmortem(postmortem.id),
    facts: [
      when ?? 'no day',
      ...(hasOwner ? [] : [owner ?? 'nobody has it']),
      ...(type ? [type] : []),
      postmortem.title,
    ],
    links: [
      ...(source ? [{ name: `line ${line}`, href: source }] : []),
      ...(issue && /^https?:\/\//.test(issue) ? [{ name: issueName(issue), href: issue }] : []),
    ],
  };
}

function lateWords(due: string | undefined, doneOn: string): string {
  if (due === undefined) return '';
  return doneOn <= due ? ', on time' : `, ${plural(daysApart(due, doneOn), 'day')} late`;
}

/** `#12` of an issue on GitHub. */
function issueName(address: string): string {
  const [, number] = /\/issues\/(\d+)$/.exec(address) ?? [];
  return number === undefined ? 'its issue' : `issue #${number}`;
}

/** Whoever has most comes first. */
function byOwner(actions: readonly StandingAction[]): [name: string, actions: StandingAction[]][] {
  const groups = Map.groupBy(actions, ({ item }) => item.owner ?? 'Nobody');
  return [...groups].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
}

function countWords(all: readonly StandingAction[]): string {
  const overdue = all.filter(({ verdict }) => verdict === 'overdue').length;
  const done = all.filter((one) => !isOpen(one)).length;
  const late = overdue === 0 ? 'none is overdue' : `${overdue} ${overdue === 1 ? 'is' : 'are'} overdue`;
  return `Of ${plural(all.length, 'action')} ${done} ${done === 1 ? 'is' : 'are'} done, ${late}.`;
}

function overdueAnswer(overdue: readonly StandingAction[], today: string): string {
  const [first] = overdue;
  if (!first?.item.due) return 'Nothing is overdue.';
  const owners = byOwner(overdue).length;
  return `${plural(overdue.length, 'item')} of ${owners === 1 ? 'one person' : `${owners} people`}, the oldest for ${plural(daysApart(first.item.due, today), 'day')}.`;
}

function laterAnswer(far: readonly StandingAction[]): string {
  const undated = far.filter(({ item }) => item.due === undefined).length;
  const some = undated > 0 ? `; ${undated} without a day` : '';
  return `${plural(far.length, 'item')} ${far.length === 1 ? 'has' : 'have'} more than ${SOON_DAYS} days left${some}.`;
}

function latelyAnswer(lately: readonly StandingAction[]): string {
  if (lately.length === 0) return `Nothing within ${LATELY_DAYS} days.`;
  const late = lately.filter(({ verdict }) => verdict === 'done late').length;
  return `${plural(lately.length, 'item')} within ${LATELY_DAYS} days, ${late === 0 ? 'none of them' : late} late.`;
}

/** How much is left to do, week by week. */
function burnDownFigure(weeks: readonly Left[]): FigureView {
  const table = {
    caption: 'Open action items at the end of each week',
    head: ['Week to', 'Overdue', 'Not due yet', 'Open'],
    rows: weeks.map(({ day, overdue, notDue }) => ({
      head: { text: date(day) },
      cells: [overdue, notDue, overdue + notDue].map(countCell),
    })),
  };
  return {
    id: 'burn-down',
    question: 'Does less and less stay undone?',
    answer: burnDownAnswer(weeks),
    chart: chartOf(table, { kind: 'stack', unit: 'count', columns: [0, 1] }),
    tables: [table],
  };
}

function burnDownAnswer(weeks: readonly Left[]): string {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return '';
  const [before, now] = [first, last].map(({ overdue, notDue }) => overdue + notDue) as [number, number];
  const verdict = now < before ? 'Yes' : now > before ? 'No' : 'As much as before';
  const words = (count: number, { overdue }: Left): string => `${count} open, ${overdue || 'none'} of them overdue`;
  return `${verdict}: ${words(now, last)}; ${weeks.length - 1} weeks ago ${words(before, first)}.`;
}

function isBy(due: string | undefined, day: string): boolean {
  return due !== undefined && due <= day;
}

function by(textOf: (action: StandingAction) => string): (a: StandingAction, b: StandingAction) => number {
  return (a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0);
}
