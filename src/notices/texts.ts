import { moment } from '../views/format.ts';
import type { NoticeUpdate } from './notice.ts';

/** The texts of updates as one, oldest first; where there are several, each with when it was and what it said of the state. */
export function textsOf(updates: readonly NoticeUpdate[], before = ''): string {
  const texts =
    updates.length === 1
      ? updates.map(({ text }) => text)
      : updates.map(({ at, state, text }) => `**${moment(at).text} · ${state}**\n\n${text}`);
  return [before, ...texts]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n\n');
}
