import type { Desk } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import type { Entry } from '../parse/entry.ts';
import type { Issue } from './event.ts';
import { markOfIssue } from './mark.ts';

/** The incident that an issue is about; of several the one that goes on, else the latest. */
export function trackedBy(issue: Pick<Issue, 'id' | 'url'>, { content }: Desk): Entry<'incident'> | undefined {
  const [mark, url] = [markOfIssue(issue), plain(issue.url)];
  const found = content.entries.incident.filter(
    ({ data }) => data.comments?.includes(mark) || (data.tracking !== undefined && plain(data.tracking) === url),
  );
  const latest = found.findLast(({ updates }) => updates.findLast(({ state }) => state)?.state !== 'resolved');
  if (found.length > 0) return latest ?? found.at(-1);
  const broken = content.unreadable.incident.find((id) =>
    content.files.some(
      ({ path, text }) => path.endsWith(`/${id}.md`) && (names(text, mark) || names(text.toLowerCase(), url)),
    ),
  );
  if (broken) refuse(`The file of the incident "${broken}" cannot be read.`, '`npm run validate` says why.');
  return undefined;
}

/** The same where there must be one. */
export function incidentOf(issue: Issue, desk: Desk): Entry<'incident'> {
  return (
    trackedBy(issue, desk) ??
    refuse('This issue has no incident.', 'Publish one with /open, a severity, and what people should read.')
  );
}

/** An address as it is compared: people copy it with more behind it, and GitHub reads letters of either case. */
function plain(url: string): string {
  return url
    .replace(/[?#].*$/s, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

function names(text: string, url: string): boolean {
  return text
    .split(url)
    .slice(1)
    .some((behind) => !/^\d/.test(behind));
}
