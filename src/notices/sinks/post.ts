import type { Notice } from '../notice.ts';
import { fitted, graphemeCount, outsideAddresses, plainOf } from './text.ts';

/** A short post that ends with its link, whole whatever is cut; and where the link begins. */
export function withLink(notice: Notice, limit: number): { text: string; linkAt: number } {
  const room = limit - graphemeCount(notice.link) - 2;
  const words = `${notice.subject}\n\n${plainOf(notice).replaceAll(notice.link, '').trim()}`.trim();
  const text = fitted(words, room, unmentioned, graphemeCount);
  return { text: `${text}\n\n${notice.link}`, linkAt: text.length + 2 };
}

/** Nobody is mentioned and nothing is tagged by what somebody wrote. */
function unmentioned(text: string): string {
  return outsideAddresses(text, (piece) => piece.replaceAll(/([@#＠＃])(?=[\p{L}\p{N}_])/gu, '$1\u200B'));
}
