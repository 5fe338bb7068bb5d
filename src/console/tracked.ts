import type { Desk } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import type { Entry } from '../parse/entry.ts';

/** The incident that an issue is about; of several the one that goes on, else the latest. */
export function trackedBy(url: string, { content }: Desk): Entry<'incident'> | undefined {
  const found = content.entries.incident.filter(({ data }) => data.tracking === url);
  const latest = found.findLast(({ updates }) => updates.findLast(({ state }) => state)?.state !== 'resolved');
  if (found.length > 0) return latest ?? found.at(-1);
  const broken = content.unreadable.incident.find((id) =>
    content.files.some(({ path, text }) => path.endsWith(`/${id}.md`) && names(text, url)),
  );
  if (broken) refuse(`The file of the incident "${broken}" cannot be read.`, '`npm run validate` says why.');
  return undefined;
}

/** The same where there must be one. */
export function incidentOf(url: string, desk: Desk): Entry<'incident'> {
  return (
    trackedBy(url, desk) ??
    refuse('This issue has no incident.', 'Publish one with /open, a severity, and what people should read.')
  );
}

function names(text: string, url: string): boolean {
  return text
    .split(url)
    .slice(1)
    .some((behind) => !/^\d/.test(behind));
}
