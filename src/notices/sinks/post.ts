import type { Notice } from '../notice.ts';
import { fitted, outsideAddresses, plainOf } from './text.ts';

/** A short post that ends with its link, whole whatever is cut; and where the link begins. */
export function withLink(
  notice: Notice,
  limit: number,
  measure: (text: string) => number,
): { text: string; linkAt: number } {
  const room = limit - measure(`\n\n${notice.link}`);
  const words = `${notice.subject}\n\n${plainOf(notice).replaceAll(notice.link, '').trim()}`.trim();
  const text = fitted(words, room, unmentioned, measure);
  return { text: `${text}\n\n${notice.link}`, linkAt: text.length + 2 };
}

/** Nobody is mentioned and nothing is tagged by what somebody wrote. */
function unmentioned(text: string): string {
  return outsideAddresses(text, (piece) => piece.replaceAll(/([@#＠＃])(?=[\p{L}\p{N}_])/gu, '$1\u200B'));
}
