import { z } from 'zod';
import type { Issue, Lost } from '../../actions/issue.ts';
import type { IssueDraft, IssuePatch } from '../../actions/plan.ts';
import type { Client } from './client.ts';
import { GithubError } from './error.ts';

const PAGE = 100;
const MOST_PAGES = 100;
const LIST = 'GET /repos/{owner}/{repo}/issues';
const NEW = 'POST /repos/{owner}/{repo}/issues';
const ONE = '/repos/{owner}/{repo}/issues/{issue_number}';

const named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

const issueAnswer = z
  .object({
    number: z.number(),
    html_url: z.string(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.string(),
    state_reason: z.string().nullish(),
    closed_at: z.string().nullish(),
    created_at: z.string(),
    labels: z.array(named).default([]),
    assignees: z
      .array(z.object({ login: z.string() }))
      .nullish()
      .transform((list) => list ?? []),
    user: z.object({ login: z.string(), type: z.string().default('User') }).nullable(),
    author_association: z.string().default('NONE'),
    pull_request: z.unknown().optional(),
  })
  .transform((issue) => ({ isPull: issue.pull_request !== undefined, issue: toIssue(issue) }));

const repositoryAnswer = z.object({ html_url: z.string(), private: z.boolean() });
const nothing = z.unknown();

/** The issues of a repository that track something. */
export function issueList(client: Client): IssueList {
  const page = async (label: string, number: number, direction: 'asc' | 'desc'): Promise<Issue[]> => {
    const asked = { labels: label, state: 'all', sort: 'created', direction, per_page: PAGE, page: number };
    const list = await client.ask(z.array(issueAnswer), LIST, asked);
    return list.map(({ issue, isPull }) => ({ ...issue, number: isPull ? 0 : issue.number }));
  };

  const assignable = new Map<string, boolean>();

  return {
    async repository() {
      const { html_url, private: isPrivate } = await client.ask(repositoryAnswer, 'GET /repos/{owner}/{repo}', {});
      return { url: html_url, isPrivate };
    },
    async labelled(label) {
      const all: Issue[] = [];
      for (let number = 1; number <= MOST_PAGES; number++) {
        const some = await page(label, number, 'asc');
        all.push(...some.filter(isIssue));
        if (some.length < PAGE) return all;
      }
      throw new GithubError(
        `The repository has more than ${MOST_PAGES * PAGE} issues with the label ${label}.`,
        'Take the label off old ones.',
      );
    },
    async get(number, repository) {
      try {
        const { issue, isPull } = await client.ask(issueAnswer, `GET ${ONE}`, { issue_number: number });
        if (isPull) return 'gone';
        return issue.url.toLowerCase() === `${repository}/issues/${number}`.toLowerCase() ? issue : 'moved';
      } catch (error) {
        if (error instanceof GithubError && (error.status === 404 || error.status === 410)) return 'gone';
        if (error instanceof GithubError && error.status === 301) return 'moved';
        throw error;
      }
    },
    async create({ title, body, labels, login }, label, isIt) {
      const draft = { title, body, labels, ...(login !== undefined && { assignees: [login] }) };
      for (const beforeNext = client.patience(NEW); ; ) {
        const { answer, fault } = await client.once(issueAnswer, NEW, draft);
        if (!fault) return answer.issue;
        await beforeNext(fault);
        // Without a whole answer it may be there all the same.
        const there = (await page(label, 1, 'desc')).find(isIt);
        if (there) return there;
      }
    },
    async change(number, { login, state, ...patch }) {
      await client.ask(nothing, `PATCH ${ONE}`, {
        issue_number: number,
        ...patch,
        ...(login !== undefined && { assignees: [login] }),
        ...(state === 'open' && { state: 'open' }),
        ...(state === 'completed' && { state: 'closed', state_reason: 'completed' }),
      });
    },
    async drop(number) {
      await client.ask(nothing, `PATCH ${ONE}`, { issue_number: number, state: 'closed', state_reason: 'not_planned' });
    },
    async mayAssign(login) {
      const known = assignable.get(login) ?? (await isAssignable(client, login));
      assignable.set(login, known);
      return known;
    },
  };
}

async function isAssignable(client: Client, login: string): Promise<boolean> {
  try {
    await client.ask(nothing, 'GET /repos/{owner}/{repo}/assignees/{assignee}', { assignee: login });
    return true;
  } catch (error) {
    if (error instanceof GithubError && error.status === 404) return false;
    throw error;
  }
}

function isIssue({ number }: Issue): boolean {
  return number > 0;
}

function toIssue(issue: Answer): Issue {
  return {
    number: issue.number,
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? '',
    isOpen: issue.state === 'open',
    reason: issue.state_reason ?? undefined,
    closedAt: issue.closed_at ? Date.parse(issue.closed_at) : undefined,
    created: issue.created_at,
    labels: issue.labels,
    assignees: issue.assignees.map(({ login }) => login),
    author: issue.user,
    association: issue.author_association,
  };
}

interface Answer {
  number: number;
  html_url: string;
  title: string;
  body?: string | null | undefined;
  state: string;
  state_reason?: string | null | undefined;
  closed_at?: string | null | undefined;
  created_at: string;
  labels: string[];
  assignees: { login: string }[];
  user: { login: string; type: string } | null;
  author_association: string;
}

export interface IssueList {
  repository(): Promise<{ url: string; isPrivate: boolean }>;
  /** All with a label, open and closed, oldest first. */
  labelled(label: string): Promise<Issue[]>;
  get(number: number, repository: string): Promise<Issue | Lost>;
  /** Makes an issue, unless one that is it is there by now. */
  create(draft: IssueDraft, label: string, isIt: (issue: Issue) => boolean): Promise<Issue>;
  change(number: number, patch: IssuePatch): Promise<void>;
  /** Closes it as not planned. */
  drop(number: number): Promise<void>;
  mayAssign(login: string): Promise<boolean>;
}
