import type { TaskChange } from '../parse/edit-task.ts';
import { type Issue, isOurs, type Lost, numberIn, stateOf } from './issue.ts';
import { type IssueText, issueText, type Place, withLabels } from './issue-text.ts';
import { digestOf, type Marker, readMarker, withBlock, withMarker } from './marker.ts';
import type { PlacedItem } from './placed.ts';

/** What is done to bring items and issues together, as data. */
export type Step =
  | { do: 'create'; item: PlacedItem; draft: IssueDraft }
  | { do: 'change'; item: PlacedItem; issue: number; patch: IssuePatch; why: string }
  /** The line of an item is changed; then the issue remembers how both stand. */
  | { do: 'edit'; item: PlacedItem; change: TaskChange; why: string; after?: { issue: number; patch: IssuePatch } }
  | { do: 'retire'; issue: number; created: string; keep: number }
  /** A person has to look. */
  | { do: 'tell'; why: string }
  | { do: 'skip'; item: PlacedItem; why: string };

export interface IssueDraft {
  title: string;
  body: string;
  labels: string[];
  login: string | undefined;
}

export interface IssuePatch {
  title?: string;
  body?: string;
  labels?: string[];
  login?: string;
  /** `completed` closes it. */
  state?: 'open' | 'completed';
}

export interface Known {
  items: readonly PlacedItem[];
  /** Those with the label, and those that items name. */
  issues: ReadonlyMap<number, Issue | Lost>;
  place: Place;
  /** Whether the public reads the post-mortem of an item. */
  isShown: (item: PlacedItem) => boolean;
  /** The day of a moment. */
  dayOf: (moment: number) => string;
}

/** What has to be done so that every open item has one issue, and both stand alike. */
export function planSync(known: Known): Step[] {
  const { items, issues, place } = known;
  const linked = new Map<number, PlacedItem>();
  for (const item of items) {
    const number = item.issue === undefined ? undefined : numberIn(place.repository, item.issue);
    if (number !== undefined && !linked.has(number)) linked.set(number, item);
  }
  const found = [...issues.values()].filter((one) => typeof one === 'object');
  const marked = Map.groupBy(found.filter(isOurs), (issue) => readMarker(issue.body)?.key);
  /** Issues of an item that no other item names, oldest first. */
  const ofItem = (item: PlacedItem): Issue[] =>
    (marked.get(item.key) ?? [])
      .filter(({ number }) => (linked.get(number) ?? item) === item)
      .sort((a, b) => a.number - b.number);
  const steps = items.flatMap((item) => stepsOf(item, ofItem(item), linked, known));
  return [...steps, ...orphans(found, linked, known)];
}

function stepsOf(
  item: PlacedItem,
  marked: readonly Issue[],
  linked: ReadonlyMap<number, PlacedItem>,
  { issues, place, isShown, dayOf }: Known,
): Step[] {
  if (!place.isPrivate && !isShown(item)) {
    return [{ do: 'skip', item, why: 'its post-mortem is not published, and the repository is public' }];
  }
  const text = issueText(item, isShown(item), place);
  const number = item.issue === undefined ? undefined : numberIn(place.repository, item.issue);
  if (item.issue !== undefined && number === undefined) return [{ do: 'skip', item, why: 'its issue is elsewhere' }];
  if (number !== undefined && linked.get(number) !== item) {
    return [{ do: 'tell', why: `${placeOf(item)} names issue #${number}, which another line names, too.` }];
  }
  const named = number === undefined ? undefined : (issues.get(number) ?? 'gone');
  if (typeof named === 'string') return [{ do: 'tell', why: lostWords(item, number, named) }];
  const [oldest, ...later] = marked;
  if (!named && !oldest) {
    if (item.done) return [];
    return [{ do: 'create', item, draft: draftOf(item, text) }];
  }
  // What a person has linked by hand stays; of those that were made here the oldest does.
  const isByHand = named !== undefined && !marked.includes(named);
  const kept = isByHand ? named : (oldest as Issue);
  const extra = (isByHand ? marked : later).filter(({ isOpen }) => isOpen);
  return [
    ...extra.map((issue): Step => ({ do: 'retire', issue: issue.number, created: issue.created, keep: kept.number })),
    ...(named === kept
      ? []
      : [{ do: 'edit', item, change: { issue: kept.url }, why: `issue #${kept.number} is its own` } as const]),
    ...together(item, kept, text, dayOf),
  ];
}

/** What brings an item and its issue together: each side follows the one that has changed since they last agreed. */
function together(item: PlacedItem, issue: Issue, text: IssueText, dayOf: Known['dayOf']): Step[] {
  const before = readMarker(issue.body);
  const [inFile, inIssue] = [item.done ? 'done' : 'open', stateOf(issue)] as const;
  const marker: Marker = { key: item.key, state: inIssue, digest: text.digest, title: before?.title };
  const words = wordsPatch(issue, text, before);
  const withState = (state: Marker['state'], patch: IssuePatch = {}): IssuePatch => {
    const now = { ...marker, ...(words.title !== undefined && { title: digestOf(words.title) }), state };
    const body = before?.digest === text.digest ? withMarker(issue.body, now) : withBlock(issue.body, text.text, now);
    return { ...words, ...patch, ...(body !== issue.body && { body }) };
  };
  const { number } = issue;
  const change = (patch: IssuePatch, why: string): Step[] =>
    Object.keys(patch).length === 0 ? [] : [{ do: 'change', item, issue: number, patch, why }];

  if (inIssue === 'dropped' && inFile === 'open') {
    const why = `${placeOf(item)} is open, and issue #${number} was closed as not planned. Reopen the issue, or take the line out of the list.`;
    return [{ do: 'tell', why }, ...change(withState('dropped'), 'both are remembered as they are')];
  }
  if (inFile === inIssue || inIssue === 'dropped') return change(withState(inIssue), 'its issue says the same again');
  if (inFile === 'done') {
    if (before?.state !== 'done') return change(withState('done', { state: 'completed' }), 'it is ticked');
    const after = { issue: number, patch: withState('open') };
    return [{ do: 'edit', item, change: { done: false }, why: `issue #${number} was opened again`, after }];
  }
  if (before?.state === 'done') return change(withState('open', { state: 'open' }), 'it is not ticked any more');
  const on = issue.closedAt === undefined ? undefined : dayOf(issue.closedAt);
  const after = { issue: number, patch: withState('done') };
  return [{ do: 'edit', item, change: { done: true, ...(on && { on }) }, why: `issue #${number} was closed`, after }];
}

/** The words of an issue brought up to date where the item's have changed; a title that a person gave stays. */
function wordsPatch(issue: Issue, text: IssueText, before: Marker | undefined): IssuePatch {
  if (before?.digest === text.digest) return {};
  const labels = withLabels(issue.labels, text.labels);
  const isOwnTitle = before?.title !== undefined && digestOf(issue.title) === before.title;
  const isAssigned = text.login === undefined || issue.assignees.some((one) => same(one, text.login));
  return {
    ...(isOwnTitle && issue.title !== text.title && { title: text.title }),
    ...(labels.toSorted().join('\n') !== issue.labels.toSorted().join('\n') && { labels }),
    ...(!isAssigned && text.login && { login: text.login }),
  };
}

function draftOf({ key }: PlacedItem, { title, text, labels, login, digest }: IssueText): IssueDraft {
  const marker: Marker = { key, state: 'open', digest, title: digestOf(title) };
  return { title, body: withBlock('', text, marker), labels, login };
}

/** Open issues that were made for a line that is not there any more. */
function orphans(issues: readonly Issue[], linked: ReadonlyMap<number, PlacedItem>, { items }: Known): Step[] {
  const keys = new Set(items.map(({ key }) => key));
  return issues
    .filter((issue) => {
      const key = readMarker(issue.body)?.key;
      return issue.isOpen && isOurs(issue) && key !== undefined && !keys.has(key) && !linked.has(issue.number);
    })
    .map(({ number }) => ({
      do: 'tell',
      why: `No line has the item of issue #${number} any more. Close it, or write \`issue: #${number}\` behind the line that it is about.`,
    }));
}

function lostWords(item: PlacedItem, number: number | undefined, lost: Lost): string {
  return lost === 'gone'
    ? `${placeOf(item)} names issue #${number}, which was deleted or cannot be seen. Take \`issue: …\` out of the line to have a new one.`
    : `${placeOf(item)} names issue #${number}, which was moved to another repository. Write its new address there.`;
}

/** `postmortems/2026-11-05-slow.md:81` */
export function placeOf({ path, line }: Pick<PlacedItem, 'path' | 'line'>): string {
  return `${path}:${line}`;
}

function same(a: string, b = ''): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
