import { createHash } from 'node:crypto';
import type { Content } from '../checks/content.ts';
import { readTasks } from '../parse/action-items.ts';
import { firstLine } from '../parse/body-line.ts';
import { type Entry, idOf } from '../parse/entry.ts';
import type { ActionItem } from '../schema/action-item.ts';

const SHORTEST_REF = 5;

/** An action item with where it stands, and what tells it from all others. */
export interface PlacedItem extends ActionItem {
  /** Made from its post-mortem and its words, so that it lasts as long as those. */
  key: string;
  /** As much of the key as no other item has. */
  ref: string;
  postmortem: Entry<'postmortem'>;
  /** Of the file on disk, and the line in it. */
  path: string;
  line: number;
}

/** The action items of all post-mortems, as they stand in their files. */
export function placedItems({ entries }: Content): PlacedItem[] {
  const items = entries.postmortem.flatMap(itemsOf);
  const refs = refsOf(items.map(({ key }) => key));
  return items.map((item, at) => ({ ...item, ref: refs[at] ?? item.key }));
}

function itemsOf(postmortem: Entry<'postmortem'>): Omit<PlacedItem, 'ref'>[] {
  const { body, file } = postmortem;
  const path = file.origin ?? file.path;
  const seen = new Map<string, number>();
  return readTasks(body, file.path.endsWith('.mdx')).map(({ item, line }) => {
    // Of items with the same words each has a key of its own, by their order.
    const before = seen.get(item.text) ?? 0;
    seen.set(item.text, before + 1);
    const key = keyOf([idOf(path), item.text, ...(before > 0 ? [String(before)] : [])]);
    return { ...item, key, postmortem, path, line: firstLine(postmortem) + line - 1 };
  });
}

function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

function refsOf(keys: readonly string[]): string[] {
  const sorted = keys.toSorted();
  const shared = (a: string, b = ''): number => [...a].findIndex((letter, at) => letter !== b[at]);
  const places = new Map(sorted.map((key, at) => [key, at]));
  return keys.map((key) => {
    const at = places.get(key) ?? 0;
    const length = Math.max(shared(key, sorted[at - 1]), shared(key, sorted[at + 1])) + 1;
    return key.slice(0, Math.max(SHORTEST_REF, length));
  });
}
