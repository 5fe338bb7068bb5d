import { editItem } from '../actions/edit.ts';
import { findItem } from '../actions/find.ts';
import { type PlacedItem, placedItems } from '../actions/placed.ts';
import type { Desk } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import type { Change } from '../alerts/store.ts';
import { dayOf } from '../domain/calendar.ts';
import { day } from '../schema/fields.ts';
import { plainText } from '../views/markdown.ts';
import type { Answers } from './answers.ts';
import type { Choice } from './asker.ts';
import { difference } from './difference.ts';
import { shown } from './shown.ts';

export interface Tick {
  item: PlacedItem;
  changes: Change[];
  /** Fixed words and ids, never a word that somebody wrote. */
  message: string;
  /** The line as it was and as it will be. */
  lines: string[];
}

/** Those that may be meant where none is named. */
export function itemChoices({ content }: Desk, undo: boolean): Choice[] {
  return placedItems(content)
    .filter(({ done }) => done === undo)
    .map(({ ref, text, owner = 'nobody' }) => ({ value: ref, name: shown(`${ref}  ${owner}  ${plainText(text)}`) }));
}

/** What ticking an item, or opening it again, makes of its file; no change where it stands so already. */
export function tickItem(desk: Desk, { id, on, undo = false }: Answers): Tick {
  const items = placedItems(desk.content);
  const item = findItem(items, id ?? '', ({ done }) => done === undo);
  const today = dayOf(desk.now, desk.content.site.data.timezone);
  const change = undo ? { done: false } : { done: true, on: dayDone(on, today) ?? item.doneOn ?? today };
  const before = desk.textOf(item.postmortem);
  const after =
    item.done === change.done && (undo || item.doneOn === change.on) ? before : editItem(before, item, change);
  return {
    item,
    changes: after === before ? [] : [{ path: item.path, text: after }],
    message: `postmortem ${item.postmortem.id}: action ${item.ref} ${undo ? 'open again' : 'done'}\n`,
    lines: difference(before, after),
  };
}

function dayDone(on: string | undefined, today: string): string | undefined {
  if (on === undefined) return undefined;
  if (!day.safeParse(on).success) refuse(`${JSON.stringify(on)} is not a day.`, `Write one such as ${today}.`);
  if (on > today) refuse(`${on} is still to come.`, `Write the day it was done; today is ${today}.`);
  return on;
}
