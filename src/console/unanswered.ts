import { type ConsoleEvent, readConsoleEvent } from './event.ts';
import { markIn, markOfComment, markOfIssue } from './mark.ts';
import { isOneOfUs } from './people.ts';

/** Its own run may still wait, or be at work. */
const GRACE_MS = 15 * 60_000;

/** What was written since, in the order in which it was, that asks something of us and that no answer of ours names. */
export function unanswered({ issues, comments }: Written, since: number, now: number): Asking[] {
  const answered = new Set(
    comments.flatMap(({ body, user, author_association }) =>
      isOneOfUs(user, author_association) ? (markIn(body ?? '') ?? []) : [],
    ),
  );
  const isDue = (one: { created_at: string }): boolean => {
    const at = Date.parse(one.created_at);
    return at >= since && at <= now - GRACE_MS;
  };
  const reports = issues
    .filter((one) => isDue(one) && one.state === 'open' && !answered.has(markOfIssue(one)))
    .map((issue) => ({ at: issue.created_at, event: readConsoleEvent({ action: 'opened', issue }) }));
  const commands = comments
    .filter((one) => isDue(one) && !answered.has(markOfComment(one)))
    .map((comment) => {
      const number = Number(/\/(\d+)$/.exec(comment.issue_url)?.[1]);
      const issue = issues.find((one) => one.number === number);
      return { at: comment.created_at, event: readConsoleEvent({ action: 'created', issue, comment }) };
    });
  return [...reports, ...commands]
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .flatMap(({ event }) => (event.kind === 'report' || event.kind === 'comment' ? event : []));
}

type Asking = Extract<ConsoleEvent, { kind: 'report' | 'comment' }>;

interface Written {
  issues: readonly { id: number; number: number; created_at: string; state: string }[];
  comments: readonly {
    id: number;
    body?: string | null | undefined;
    user: { login: string; type: string } | null;
    author_association: string;
    created_at: string;
    issue_url: string;
  }[];
}
