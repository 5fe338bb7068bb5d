import { quoted } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import { plainText } from '../views/markdown.ts';
import type { PlacedItem } from './placed.ts';

const REF = /^[0-9a-f]{4,16}$/;
const MOST_NAMED = 6;

/** The item that a person means: by its reference, or by words that only one has; likely ones before others. */
export function findItem(
  items: readonly PlacedItem[],
  name: string,
  isLikely: (item: PlacedItem) => boolean,
): PlacedItem {
  const wanted = plain(name);
  const byRef = REF.test(wanted) ? items.filter(({ key }) => key.startsWith(wanted)) : [];
  const byWords = items.filter(({ text }) => wanted !== '' && plain(text).includes(wanted));
  const found = byRef.length > 0 ? byRef : byWords;
  const likely = found.filter(isLikely);
  const meant = likely.length > 0 ? likely : found;
  const [first] = meant;
  if (!first) return refuse(`There is no action item ${quoted(name)}.`, LIST);
  if (meant.length === 1) return first;
  const named = meant.slice(0, MOST_NAMED).map(({ ref, text }) => `${ref} (${plainText(text)})`);
  return refuse(`${quoted(name)} could be any of ${meant.length}.`, `Write one of: ${named.join(', ')}.`);
}

const LIST = '`npm run actions -- list` shows all of them, each with the reference that it can be named by.';

function plain(text: string): string {
  return plainText(text).toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
