import { z } from 'zod';
import type { Client } from './client.ts';
import { GithubError } from './error.ts';

const PAGE = 100;
const MOST_PAGES = 20;
const COMMENTS = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const NEW_COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

const person = z.object({ login: z.string(), type: z.string().default('User') }).nullable();

const commentAnswer = z.object({
  body: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});

const listAnswer = z.array(
  z.object({ body: z.string().nullish(), user: person, author_association: z.string().default('NONE') }),
);

const writtenComments = z.array(
  z.looseObject({
    id: z.number(),
    body: z.string().nullish(),
    user: person,
    author_association: z.string().default('NONE'),
    created_at: z.string(),
    issue_url: z.string(),
  }),
);

const writtenIssues = z.array(
  z.looseObject({ id: z.number(), number: z.number(), created_at: z.string(), state: z.string() }),
);

const permissionAnswer = z.object({ permission: z.string(), role_name: z.string().optional() });

const done = z.object({});

/** What can be read and written about issues of a repository. */
export function githubIssues(client: Client): Issues {
  const find = async (issue: number, since: string, isIt: (comment: PostedComment) => boolean): Promise<boolean> => {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const asked = { issue_number: issue, since, per_page: PAGE, page };
      const list = await client.ask(listAnswer, COMMENTS, asked);
      if (
        list.some(({ body, user, author_association }) =>
          isIt({ body: body ?? '', user, association: author_association }),
        )
      )
        return true;
      if (list.length < PAGE) return false;
    }
    return false;
  };

  const all = async <One>(answer: z.ZodType<One[]>, route: string, asked: object): Promise<One[]> => {
    const found: One[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const list = await client.ask(answer, route, { ...asked, per_page: PAGE, page });
      found.push(...list);
      if (list.length < PAGE) break;
    }
    return found;
  };

  return {
    async writtenSince(since) {
      const newest = { since, sort: 'created', direction: 'desc' };
      const comments = await all(writtenComments, 'GET /repos/{owner}/{repo}/issues/comments', newest);
      const issues = await all(writtenIssues, 'GET /repos/{owner}/{repo}/issues', { ...newest, state: 'all' });
      return { comments, issues };
    },
    permission(login) {
      const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
      return client.ask(permissionAnswer, route, { username: login });
    },
    async comment(id) {
      try {
        const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
        const { body, created_at, updated_at } = await client.ask(commentAnswer, route, { comment_id: id });
        return { body: body ?? '', isEdited: created_at !== updated_at };
      } catch (error) {
        if (error instanceof GithubError && (error.status === 404 || error.status === 410)) return undefined;
        throw error;
      }
    },
    isThere: find,
    async say({ issue, since, body, isSaid }) {
      for (const beforeNext = client.patience(NEW_COMMENT); ; ) {
        if (await find(issue, since, isSaid)) return;
        const { fault } = await client.once(done, NEW_COMMENT, { issue_number: issue, body });
        if (!fault) return;
        await beforeNext(fault);
      }
    },
    async react(comment, content) {
      const route = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
      await client.ask(done, route, { comment_id: comment, content });
    },
    async become(issue, state) {
      const change = state === 'open' ? { state } : { state: 'closed', state_reason: state };
      await client.ask(done, 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', { issue_number: issue, ...change });
    },
  };
}

export type Reaction = 'rocket' | 'eyes' | '-1';

export interface PostedComment {
  body: string;
  user: { login: string; type: string } | null;
  association: string;
}

export interface Issues {
  /** The issues and comments that were written or changed since, as GitHub has them. */
  writtenSince(
    since: string,
  ): Promise<{ comments: z.output<typeof writtenComments>; issues: z.output<typeof writtenIssues> }>;
  permission(login: string): Promise<{ permission: string; role_name?: string | undefined }>;
  /** A comment as it is now; nothing where it is gone. */
  comment(id: number): Promise<{ body: string; isEdited: boolean } | undefined>;
  /** Whether a comment is there that was written since. */
  isThere(issue: number, since: string, isIt: (comment: PostedComment) => boolean): Promise<boolean>;
  /** Writes a comment, unless one that says it is there. */
  say(saying: {
    issue: number;
    since: string;
    body: string;
    isSaid: (comment: PostedComment) => boolean;
  }): Promise<void>;
  react(comment: number, reaction: Reaction): Promise<void>;
  /** Opens it, or closes it for a reason. */
  become(issue: number, state: 'open' | 'completed' | 'not_planned'): Promise<void>;
}
