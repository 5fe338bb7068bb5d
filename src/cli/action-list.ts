import { type PlacedItem, placedItems } from '../actions/placed.ts';
import type { Desk } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import { dayOf } from '../domain/calendar.ts';
import { type ActionVerdict, actionVerdict } from '../domain/metrics/learning.ts';
import { didYouMean } from '../problems/suggest.ts';
import { displayWidth, plural } from '../problems/terminal.ts';
import { ACTION_TYPES } from '../schema/action-item.ts';
import { plainText } from '../views/markdown.ts';
import type { Answers } from './answers.ts';
import { tableLines } from './table.ts';

const LEAST_WORDS = 24;
const ROOMY = 120;

export type Wanted = Pick<Answers, 'open' | 'overdue' | 'owner' | 'postmortem' | 'type'>;

type Judged = PlacedItem & { verdict: ActionVerdict };

/** From left to right; `roomy` ones only where there is room. */
const COLUMNS: readonly { name: string; of: (item: Judged) => string | undefined; roomy?: boolean }[] = [
  { name: 'item', of: ({ ref }) => ref },
  { name: 'state', of: ({ verdict }) => verdict },
  { name: 'day', of: ({ done, doneOn, due }) => (done ? doneOn : due) },
  { name: 'owner', of: ({ owner }) => owner },
  { name: 'type', of: ({ type }) => type },
  { name: 'post-mortem', of: ({ postmortem }) => postmortem.id, roomy: true },
  { name: 'what', of: ({ text }) => plainText(text) },
];

/** The action items that are wanted, as a table for a terminal of some width and for programs. */
export function listActions(
  { content, now }: Desk,
  wanted: Wanted,
  width: number | undefined,
): { lines: string[]; json: unknown } {
  const today = dayOf(now, content.site.data.timezone);
  const all = placedItems(content).map((item): Judged => ({ ...item, verdict: actionVerdict(item, today) }));
  const chosen = all.filter(filterOf(wanted)).sort(byUrgency);
  const [first] = chosen.filter(isOpen);
  return {
    lines: [
      ...(chosen.length > 0
        ? tableOf(chosen, width)
        : [`No action item ${all.length > 0 ? 'is like that' : 'is written yet'}.`]),
      `${countWords(chosen)}${chosen.length < all.length ? `; ${all.length - chosen.length} more without these options` : ''}.`,
      ...(first ? [`When one is done: npm run actions -- done ${first.ref}`] : []),
    ],
    json: chosen.map(jsonOf),
  };
}

function filterOf({ open, overdue, owner, postmortem, type }: Wanted): (item: Judged) => boolean {
  if (type !== undefined && !ACTION_TYPES.some((one) => one === type)) {
    refuse(`${JSON.stringify(type)} is no type of action.`, didYouMean(type, ACTION_TYPES));
  }
  const has = (text: string | undefined, part: string | undefined): boolean =>
    part === undefined || (text ?? '').toLowerCase().includes(part.trim().toLowerCase());
  return (item) =>
    (!open || isOpen(item)) &&
    (!overdue || item.verdict === 'overdue') &&
    has(item.owner, owner) &&
    has(item.postmortem.id, postmortem) &&
    (type === undefined || item.type === type);
}

function tableOf(items: readonly Judged[], width: number | undefined): string[] {
  const columns = COLUMNS.filter(({ roomy }) => !roomy || width === undefined || width >= ROOMY);
  const rows = items.map((item) => columns.map(({ of }) => of(item) ?? ''));
  const lines = tableLines([columns.map(({ name }) => name), ...rows]);
  if (width === undefined) return lines;
  const room = Math.max(width, (lines[0] ?? '').length - 'what'.length + LEAST_WORDS);
  return lines.map((line) => cut(line, room));
}

function cut(line: string, width: number): string {
  if (displayWidth(line) <= width) return line;
  let kept = '';
  for (const letter of line) {
    if (displayWidth(kept + letter) > width - 1) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

function countWords(items: readonly Judged[]): string {
  const [open, overdue] = [items.filter(isOpen).length, items.filter(({ verdict }) => verdict === 'overdue').length];
  const done = items.length - open;
  const parts = [done > 0 && `${done} done`, open > 0 && `${open} open, ${overdue} of them overdue`].filter(Boolean);
  return [plural(items.length, 'item'), parts.join(', ')].filter(Boolean).join(': ');
}

function isOpen({ verdict }: Judged): boolean {
  return verdict === 'overdue' || verdict === 'open';
}

/** Overdue since long first, then what is due next, then what has no day, then what was done last. */
function byUrgency(a: Judged, b: Judged): number {
  if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1;
  const [one, other] = isOpen(a) ? [a.due ?? '9', b.due ?? '9'] : [b.doneOn ?? '', a.doneOn ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}

function jsonOf({ ref, key, postmortem, path, line, verdict, ...item }: Judged): object {
  return { ref, key, postmortem: postmortem.id, path, line, state: verdict, ...item };
}
