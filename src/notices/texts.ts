import { withoutComments } from '../domain/comment.ts';
import { moment } from '../views/format.ts';
import type { NoticeUpdate } from './notice.ts';

/** The texts of updates as one, oldest first; where there are several, each with when it was and what it said of the state. */
export function textsOf(updates: readonly NoticeUpdate[], before = ''): string {
  const said = updates.map((update) => ({ ...update, text: withoutComments(update.text) }));
  const texts =
    said.length === 1
      ? said.map(({ text }) => text)
      : said.map(({ at, state, text }) => `**${moment(at).text} · ${state}**\n\n${text}`);
  return [before, ...texts]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n\n');
}
