/** The part of GitHub's API that is about issues, as its documentation has it, for one repository. */
export function githubIssues(page: string): GithubIssues {
  const issues = new Map<number, Issue>();
  const comments = new Map<number, Comment>();
  const accounts = new Map<string, Permission>();
  const reactions: GithubIssues['reactions'] = [];
  let last = 1_000;
  let moment = Date.parse('2026-11-21T12:00:00Z');
  const tick = (): string => {
    moment += 1_000;
    return `${new Date(moment).toISOString().slice(0, 19)}Z`;
  };

  const post = (number: number, login: string, body: string): Comment => {
    const at = tick();
    const user = { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
    const author_association = accounts.get(login) === undefined ? 'NONE' : 'COLLABORATOR';
    const comment = { id: ++last, body, user, author_association, created_at: at, updated_at: at, issue: number };
    comments.set(comment.id, comment);
    return comment;
  };

  return {
    reactions,
    comments: (number) => [...comments.values()].filter(({ issue }) => issue === number),
    state: (number) => [issues.get(number)?.state, issues.get(number)?.state_reason],
    admit: (login, permission) => void accounts.set(login, permission),
    open(login, title, body, labels = []) {
      const number = issues.size + 1;
      const user = { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
      const issue: Issue = {
        id: ++last,
        number,
        title,
        body,
        html_url: `${page}/issues/${number}`,
        created_at: tick(),
        user,
        labels: labels.map((name) => ({ name })),
        state: 'open',
      };
      issues.set(number, issue);
      return { action: 'opened', issue: { ...issue }, repository: {}, sender: user };
    },
    comment(number, login, body) {
      const comment = post(number, login, body);
      return { action: 'created', issue: { ...issues.get(number) }, comment: { ...comment }, sender: comment.user };
    },
    edit(id, body) {
      const comment = comments.get(id);
      if (comment) comments.set(id, { ...comment, body, updated_at: tick() });
    },
    remove: (id) => void comments.delete(id),
    answer(method, url, body) {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const path = pathname.split('/').slice(4).join('/');
      const [, login] = /^collaborators\/([^/]+)\/permission$/.exec(path) ?? [];
      if (login !== undefined) {
        if (/ghost/.test(login)) return { status: 404, body: { message: `${login} is not a user` } };
        const role_name = accounts.get(decodeURIComponent(login)) ?? 'read';
        return { status: 200, body: { permission: BASE[role_name], role_name, user: { login } } };
      }
      const [, id = ''] = /^issues\/comments\/(\d+)/.exec(path) ?? [];
      if (id !== '') {
        const comment = comments.get(Number(id));
        if (!comment) return NOT_FOUND;
        if (!path.endsWith('/reactions')) return { status: 200, body: comment };
        const { content } = body as { content: string };
        if (!['+1', '-1', 'rocket', 'eyes'].includes(content)) return { status: 422, body: { message: 'Invalid' } };
        const known = reactions.some((one) => one.comment === comment.id && one.content === content);
        if (!known) reactions.push({ comment: comment.id, content });
        return { status: known ? 200 : 201, body: { id: 1, content } };
      }
      const [, number = '', rest = ''] = /^issues\/(\d+)(.*)$/.exec(path) ?? [];
      const issue = issues.get(Number(number));
      if (!issue) return number === '' ? undefined : NOT_FOUND;
      if (rest === '/comments' && method === 'POST') {
        const { body: text } = body as { body: string };
        if (text.length > 65_536) return { status: 422, body: { message: 'Body is too long' } };
        return { status: 201, body: post(issue.number, 'github-actions[bot]', text) };
      }
      if (rest === '/comments') {
        const since = searchParams.get('since') ?? '';
        const size = Number(searchParams.get('per_page') ?? 30);
        const from = (Number(searchParams.get('page') ?? 1) - 1) * size;
        const found = [...comments.values()].filter((one) => one.issue === issue.number && one.updated_at >= since);
        return { status: 200, body: found.slice(from, from + size) };
      }
      if (method === 'PATCH') Object.assign(issue, body);
      return { status: 200, body: issue };
    },
  };
}

const NOT_FOUND = { status: 404, body: { message: 'Not Found' } };

const BASE = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' } as const;

type Permission = keyof typeof BASE;

interface Issue {
  id: number;
  number: number;
  title: string;
  body: string;
  html_url: string;
  created_at: string;
  user: Comment['user'];
  labels: { name: string }[];
  state: string;
  state_reason?: string;
}

interface Comment {
  id: number;
  issue: number;
  body: string;
  user: { login: string; type: string };
  author_association: string;
  created_at: string;
  updated_at: string;
}

export interface IssueEvent {
  action: string;
  issue: Partial<Issue>;
  comment?: Comment;
}

export interface GithubIssues {
  /** Who may do more than read. */
  admit(login: string, permission: Permission): void;
  /** Opens an issue; what comes back is the event that a workflow gets. */
  open(login: string, title: string, body: string, labels?: readonly string[]): IssueEvent & { issue: Issue };
  comment(issue: number, login: string, body: string): IssueEvent & { comment: Comment };
  edit(comment: number, body: string): void;
  remove(comment: number): void;
  comments(issue: number): Comment[];
  /** Whether it is open, and why not. */
  state(issue: number): (string | undefined)[];
  reactions: { comment: number; content: string }[];
  /** What the API answers; nothing where the path is about something else. */
  answer(method: string, url: string, body: unknown): { status: number; body: unknown } | undefined;
}
