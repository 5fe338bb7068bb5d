import { paragraphs } from '../../views/plain-text.ts';
import type { Notice } from '../notice.ts';

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** How much of a piece may go so that it ends at a word. */
const WORD_SHARE = 0.8;
const ADDRESS = /https?:\/\/[\w.~:/?#@!$&'()+,;=%-]+/g;

/** The text of a notice without markup, with the addresses of its links. */
export function plainOf({ text }: Notice): string {
  return paragraphs(text);
}

/** Text cut at a word so that it fits once it is escaped; never within a character or an escape. */
export function fitted(
  text: string,
  limit: number,
  escaping: (text: string) => string = same,
  measure: (text: string) => number = unitsOf,
): string {
  const fits = (piece: string): boolean => measure(escaping(piece)) <= limit;
  if (fits(text)) return escaping(text);
  const characters = graphemes(text.slice(0, limit * 2));
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  const piece = characters.slice(0, low).join('');
  const words = piece.replace(/\s+\S*$/, '');
  return escaping(`${(words.length > piece.length * WORD_SHARE ? words : piece).trimEnd()}…`);
}

/** How many characters people see. */
export function graphemeCount(text: string): number {
  return graphemes(text).length;
}

/** Text with all but addresses changed, which would lead elsewhere. */
export function outsideAddresses(text: string, change: (piece: string) => string): string {
  let made = '';
  let from = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    made += change(text.slice(from, index)) + address;
    from = index + address.length;
  }
  return made + change(text.slice(from));
}

/** What a link to the page says. */
export function linkLabel({ about, event }: Notice): string {
  if (about?.kind === 'postmortem') return 'Read the post-mortem';
  return about && event !== 'withdrawn' ? 'Follow it on the status page' : 'Open the status page';
}

function graphemes(text: string): string[] {
  return [...SEGMENTS.segment(text)].map(({ segment }) => segment);
}

function same(text: string): string {
  return text;
}

function unitsOf(text: string): number {
  return text.length;
}
