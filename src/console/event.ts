import { z } from 'zod';
import { link } from '../schema/fields.ts';
import { type CommentReading, readComment } from './command.ts';
import { isReport } from './form.ts';
import { isAnswer } from './mark.ts';
import { type Account, isProgram } from './people.ts';

const text = z.string().nullish();
const count = z.int().positive();

const account = z.object({ login: z.string().min(1), type: z.string().default('User') }).nullish();

const issueShape = z.object({
  id: count,
  number: count,
  title: z.string(),
  body: text,
  html_url: link,
  created_at: z.string(),
  user: account,
  labels: z.array(z.union([z.string(), z.object({ name: z.string() })])).default([]),
  pull_request: z.unknown().optional(),
});

const commentShape = z.object({ id: count, body: text, user: account, created_at: z.string(), updated_at: z.string() });

const eventShape = z.object({ action: z.string(), issue: issueShape, comment: commentShape.optional() });

export interface Issue {
  id: number;
  number: number;
  title: string;
  body: string;
  url: string;
  created: string;
  labels: string[];
}

export interface Comment {
  id: number;
  body: string;
  created: string;
  author: string;
}

export type ConsoleEvent =
  | { kind: 'report'; issue: Issue }
  | { kind: 'comment'; issue: Issue; comment: Comment; reading: Exclude<CommentReading, { kind: 'none' }> }
  | { kind: 'nothing'; because: string }
  /** Not what GitHub sends, as far as we know: a person should look. */
  | { kind: 'strange'; because: string };

/** What an event of a GitHub workflow asks of us. */
export function readConsoleEvent(event: unknown): ConsoleEvent {
  const { data, error } = eventShape.safeParse(event);
  if (!data) {
    const [fault] = error.issues;
    return { kind: 'strange', because: `The event has no readable ${fault?.path.join('.') || 'fields'}.` };
  }
  const { action, comment } = data;
  if (data.issue.pull_request) return nothing('It is about a pull request.');
  const issue = issueOf(data.issue);
  if (comment && action === 'created') return readCreated(issue, comment);
  if (!comment && action === 'opened') return readOpened(issue, data.issue.user);
  return nothing('Only what is new counts, not what is changed or taken away.');
}

function readCreated(issue: Issue, { id, body, user, created_at }: z.output<typeof commentShape>): ConsoleEvent {
  const author = personIn(user);
  if (!author) return nothing('No person wrote it.');
  if (isAnswer(body ?? '')) return nothing('It is an answer of this program.');
  const reading = readComment(body ?? '');
  if (reading.kind === 'none') return nothing('The comment holds no command.');
  return { kind: 'comment', issue, comment: { id, body: body ?? '', created: created_at, author }, reading };
}

function readOpened(issue: Issue, user: Account | null | undefined): ConsoleEvent {
  if (!personIn(user)) return nothing('No person wrote it.');
  return isReport(issue) ? { kind: 'report', issue } : nothing('The issue is no report.');
}

function personIn(user: Account | null | undefined): string | undefined {
  return user && !isProgram(user) ? user.login : undefined;
}

function issueOf({ id, number, title, body, html_url, created_at, labels }: z.output<typeof issueShape>): Issue {
  const names = labels.map((label) => (typeof label === 'string' ? label : label.name));
  return { id, number, title, body: body ?? '', url: html_url, created: created_at, labels: names };
}

function nothing(because: string): ConsoleEvent {
  return { kind: 'nothing', because };
}
