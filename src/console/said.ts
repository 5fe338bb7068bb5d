import type { Desk } from '../acts/desk.ts';
import type { Entry } from '../parse/entry.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import type { Command } from './command.ts';
import type { Issue } from './event.ts';
import { trackedBy } from './tracked.ts';

const MINUTE_MS = 60_000;

/** The moment at which something written in an issue counts: when it was written, after what was said before, and not to come. */
export function saidAt(created: string, issue: Issue, desk: Desk): number {
  const last = trackedBy(issue, desk)?.updates.at(-1)?.at ?? 0;
  const written = Date.parse(created);
  return Number.isNaN(written) ? desk.now : Math.min(desk.now, Math.max(written, last));
}

/** The update that a comment became some time ago, and that need not be the last any more. */
export function updateOf(
  { words, text }: Command,
  created: string,
  { updates }: Entry<'incident'>,
): IncidentUpdate | undefined {
  const said = `${words}\n${text}`.trimEnd();
  const since = Date.parse(created) - MINUTE_MS;
  return (updates as IncidentUpdate[]).find((one) => one.at > since && said.endsWith(one.text));
}
