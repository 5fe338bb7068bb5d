import { editItem } from './actions/edit.ts';
import { type Issue, isOurs, LABEL, type Lost, numberIn } from './actions/issue.ts';
import type { Place } from './actions/issue-text.ts';
import { readMarker } from './actions/marker.ts';
import { type PlacedItem, placedItems } from './actions/placed.ts';
import { placeOf, planSync, type Step } from './actions/plan.ts';
import type { Desk } from './acts/desk.ts';
import { Refused } from './acts/refusal.ts';
import { type CommitOptions, commitDecided } from './commit-decided.ts';
import { hidden } from './console/mark.ts';
import { isOneOfUs } from './console/people.ts';
import { dayOf } from './domain/calendar.ts';
import { GithubError } from './io/github/error.ts';
import type { IssueList } from './io/github/issue-list.ts';
import type { Issues } from './io/github/issues.ts';
import { deskOf } from './load-desk.ts';
import type { TaskChange } from './parse/edit-task.ts';

export interface SyncOptions extends CommitOptions {
  list: IssueList;
  say: Issues['say'];
  /** The content folder's path in the repository. */
  folder: string;
  /** How many times something is written on GitHub at most; the rest is done next time. */
  most: number;
  /** Waits between two of them. */
  pause: () => Promise<unknown>;
  /** Only says what would be done. */
  dryRun?: boolean;
}

export interface Synced {
  steps: readonly Step[];
  done: { created: number; changed: number; retired: number; edited: number };
  /** How much is left for the next run. */
  left: number;
  /** What GitHub or the file did not let be done. */
  problems: string[];
}

interface Edit {
  item: PlacedItem;
  change: TaskChange;
}

/**
 * Brings action items and issues together. Issues come first, then one commit with all lines, then what issues remember:
 * whoever is stopped anywhere finds by the markers what is there, and goes on.
 */
export async function syncActions(options: SyncOptions): Promise<Synced> {
  const desk = deskOf((await options.store.read()).files, options.now());
  const steps = planSync(await look(desk, options));
  const synced: Synced = { steps, done: { created: 0, changed: 0, retired: 0, edited: 0 }, left: 0, problems: [] };
  if (options.dryRun) return synced;
  const edits: Edit[] = [];
  const write = writer(synced, options);
  for (const step of steps) {
    if (step.do === 'edit') edits.push(step);
    if (step.do === 'create') await write(() => create(step, edits, synced, options));
    if (step.do === 'change') {
      await write(async () => {
        await options.list.change(step.issue, await assignable(step.patch, synced, options));
        synced.done.changed++;
      });
    }
    if (step.do === 'retire') await write(() => retire(step, synced, options));
  }
  const { edited, problems } = await commitEdits(edits, options);
  synced.done.edited = edited.size;
  synced.problems.push(...problems);
  for (const step of steps) {
    if (step.do !== 'edit' || !step.after || !edited.has(step.item.key)) continue;
    const { issue, patch } = step.after;
    await write(async () => options.list.change(issue, await assignable(patch, synced, options)));
  }
  return { ...synced, problems: [...new Set(synced.problems)] };
}

/** The items, and the issues with the label and those that items name. */
async function look({ content, now }: Desk, { list, folder }: SyncOptions): Promise<Parameters<typeof planSync>[0]> {
  const items = placedItems(content);
  const { url: repository, isPrivate } = await list.repository();
  const issues = new Map<number, Issue | Lost>((await list.labelled(LABEL)).map((issue) => [issue.number, issue]));
  for (const { issue } of items) {
    const number = issue === undefined ? undefined : numberIn(repository, issue);
    if (number !== undefined && !issues.has(number)) issues.set(number, await list.get(number, repository));
  }
  const { data: site } = content.site;
  const incidents = new Map(content.entries.incident.map(({ id, data }) => [id, data.visibility]));
  const place: Place = { repository, isPrivate, folder, site: site.url.replace(/\/+$/, '') };
  return {
    items,
    issues,
    place,
    isShown: ({ postmortem: { id, data } }) =>
      data.status === 'published' && incidents.get(data.incident ?? id) === 'public',
    dayOf: (moment) => dayOf(Math.min(moment, now), site.timezone),
  };
}

/** Answers that say something about one issue, and nothing about the next. */
const ABOUT_ONE = [404, 410, 422];

/** Does one thing on GitHub, as long as there is room; where GitHub is the trouble and not that one thing, no other. */
function writer(synced: Synced, { most, pause }: SyncOptions): (work: () => Promise<void>) => Promise<void> {
  let count = 0;
  let isOver = false;
  return async (work) => {
    if (isOver || count >= most) {
      synced.left++;
      return;
    }
    if (count++ > 0) await pause();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      synced.problems.push(error.message);
      synced.left++;
      isOver = !ABOUT_ONE.includes(error.status ?? 0);
    }
  };
}

async function create(
  { item, draft }: Step & { do: 'create' },
  edits: Edit[],
  synced: Synced,
  options: SyncOptions,
): Promise<void> {
  const { login, ...rest } = await assignable(draft, synced, options);
  const isIt = (issue: Issue): boolean => isOurs(issue) && readMarker(issue.body)?.key === item.key;
  const made = await options.list.create({ ...rest, login }, LABEL, isIt);
  synced.done.created++;
  edits.push({ item, change: { issue: made.url } });
  if (made.labels.includes(LABEL)) return;
  // Without it the issue would not be found again, should its address be lost.
  throw new GithubError(
    `Issue #${made.number} did not get the label ${LABEL}.`,
    'GITHUB_TOKEN may not set labels: give it "issues: write".',
  );
}

async function retire(
  { issue, created, keep }: Step & { do: 'retire' },
  { done }: Synced,
  { list, say }: SyncOptions,
): Promise<void> {
  const mark = hidden(`same as ${keep}`);
  await say({
    issue,
    since: created,
    body: `${mark}\nThis is about the same action item as #${keep}, which is older and stays.`,
    isSaid: ({ body, user, association }) => body.startsWith(mark) && isOneOfUs(user, association),
  });
  await list.drop(issue);
  done.retired++;
}

/** The same without an assignee whom GitHub would refuse. */
async function assignable<Written extends { login?: string | undefined }>(
  written: Written,
  synced: Synced,
  { list }: SyncOptions,
): Promise<Written> {
  const { login } = written;
  if (login === undefined || (await list.mayAssign(login))) return written;
  synced.problems.push(`@${login} cannot be assigned in this repository; the issue has nobody. Correct the owner.`);
  return { ...written, login: undefined };
}

/** Writes all lines in one commit; a line that has changed meanwhile is left for the next run. */
async function commitEdits(
  edits: readonly Edit[],
  options: SyncOptions,
): Promise<{ edited: ReadonlySet<string>; problems: readonly string[] }> {
  if (edits.length === 0) return { edited: new Set(), problems: [] };
  return commitDecided((desk) => {
    const items = new Map(placedItems(desk.content).map((item) => [item.key, item]));
    const texts = new Map<string, string>();
    const edited = new Set<string>();
    const problems: string[] = [];
    for (const { item: before, change } of edits) {
      const item = items.get(before.key);
      if (item?.done !== before.done || item.issue !== before.issue) continue;
      try {
        texts.set(item.path, editItem(texts.get(item.path) ?? desk.textOf(item.postmortem), item, change));
        edited.add(item.key);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problems.push(`${placeOf(item)}: ${error.message}`);
      }
    }
    const changes = [...texts].map(([path, text]) => ({ path, text }));
    return { changes, message: `postmortems: ${edited.size} action items as their issues\n`, edited, problems };
  }, options);
}
