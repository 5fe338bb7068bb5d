import { type Answered, type AnswerOptions, answerIssue } from './answer-issue.ts';
import { unanswered } from './console/unanswered.ts';
import { GithubError } from './io/github/error.ts';
import type { Issues } from './io/github/issues.ts';

const DAY_MS = 24 * 3_600_000;

/** Answers what was written in issues within a day and has no answer: of its run nothing need have come. */
export async function sweepIssues(options: AnswerOptions): Promise<Answered> {
  const now = options.now();
  const since = now - DAY_MS;
  const recent = await options.issues.writtenSince(new Date(since).toISOString());
  const events = unanswered(recent, since, now);
  const issues = askingOnce(options.issues);
  const because = `${events.length} without an answer within a day`;
  const total: Answered = { did: 'nothing', because, wrote: false, visible: false, problems: [] };
  for (const event of events) {
    try {
      const { did, wrote, visible, problems } = await answerIssue(event, { ...options, issues });
      if (did !== 'nothing') total.did = 'done';
      total.wrote ||= wrote;
      total.visible ||= visible;
      total.problems.push(...problems);
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      total.problems.push(error.message);
    }
  }
  return total;
}

/** A stranger can have written a thousand comments. */
function askingOnce(issues: Issues): Issues {
  const known = new Map<string, ReturnType<Issues['permission']>>();
  const permission: Issues['permission'] = (login) => {
    const asked = known.get(login) ?? issues.permission(login);
    known.set(login, asked);
    return asked;
  };
  return { ...issues, permission };
}
