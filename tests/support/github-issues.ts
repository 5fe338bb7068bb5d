/** The part of GitHub's API that is about issues, as its documentation has it, for one repository. */
export function githubIssues(page: string): GithubIssues {
  const issues = new Map<number, Issue>();
  const comments = new Map<number, Comment>();
  const accounts = new Map<string, Permission>();
  const associations = new Map<string, string>();
  const reactions: GithubIssues['reactions'] = [];
  const lost = new Map<number, 'deleted' | 'moved'>();
  const setting = { isPrivate: false, maySetLabels: true };
  let last = 1_000;
  let moment = Date.now() - 20 * 60_000;
  const tick = (): string => {
    moment += 1_000;
    return `${new Date(moment).toISOString().slice(0, 19)}Z`;
  };

  const post = (number: number, login: string, body: string, at = tick()): Comment => {
    const user = { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
    const author_association = associations.get(login) ?? 'NONE';
    const comment = { id: ++last, body, user, author_association, created_at: at, updated_at: at, issue: number };
    comments.set(comment.id, comment);
    return comment;
  };

  const setState = (issue: Issue, state: string, reason?: string): void => {
    if (state === issue.state && reason === undefined) return;
    issue.state = state;
    issue.state_reason = state === 'open' ? 'reopened' : (reason ?? 'completed');
    issue.closed_at = state === 'open' ? null : tick();
  };

  const add = (login: string, { title, body = '', labels = [], assignees = [] }: Draft): Issue => {
    const number = issues.size + 1;
    const issue: Issue = {
      id: ++last,
      number,
      title,
      body,
      html_url: `${page}/issues/${number}`,
      created_at: tick(),
      closed_at: null,
      user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
      author_association: associations.get(login) ?? (accounts.get(login) === undefined ? 'NONE' : 'COLLABORATOR'),
      labels: labels.map((name) => ({ name })),
      assignees: assignees.map((one) => ({ login: one })),
      state: 'open',
      state_reason: null,
    };
    issues.set(number, issue);
    return issue;
  };

  const wrong = ({ title, body = '', assignees = [] }: Partial<Draft>): Answer | undefined => {
    if (title !== undefined && (title.trim() === '' || title.length > 256)) return INVALID;
    if (body.length > 65_536) return { status: 422, body: { message: 'Body is too long' } };
    return assignees.every((login) => accounts.has(login)) ? undefined : INVALID;
  };

  /** A comment changes the moment of its issue. */
  const movedAt = ({ number, created_at }: Issue): string => {
    const moments = [...comments.values()].filter(({ issue }) => issue === number).map((one) => one.updated_at);
    return [created_at, ...moments].toSorted().at(-1) ?? '';
  };

  const listed = (asked: URLSearchParams): Issue[] => {
    const labels = (asked.get('labels') ?? '').split(',').filter(Boolean);
    const state = asked.get('state') ?? 'open';
    const found = [...issues.values()]
      .filter(({ number }) => !lost.has(number))
      .filter((one) => movedAt(one) >= (asked.get('since') ?? ''))
      .filter((one) => state === 'all' || one.state === state)
      .filter((one) => labels.every((name) => one.labels.some((label) => label.name === name)));
    if (asked.get('direction') !== 'asc') found.reverse();
    const size = Math.min(100, Number(asked.get('per_page') ?? 30));
    const from = (Number(asked.get('page') ?? 1) - 1) * size;
    return found.slice(from, from + size);
  };

  const withIssue = (comment: Comment) => ({ ...comment, issue_url: `${page}/issues/${comment.issue}` });

  return {
    reactions,
    setting,
    all: () => [...issues.values()],
    lose: (number, how) => void lost.set(number, how),
    setState(number, state, reason) {
      const issue = issues.get(number);
      if (issue) setState(issue, state, reason);
    },
    comments: (number) => [...comments.values()].filter(({ issue }) => issue === number),
    state: (number) => [issues.get(number)?.state, issues.get(number)?.state_reason ?? undefined],
    setClock: (now) => {
      moment = Date.parse(now);
    },
    admit: (login, permission) => void accounts.set(login, permission),
    associate: (login, association) => void associations.set(login, association),
    open(login, title, body, labels = []) {
      const issue = add(login, { title, body, labels });
      return { action: 'opened', issue, repository: {}, sender: issue.user };
    },
    comment(number, login, body, at) {
      const comment = post(number, login, body, at);
      return { action: 'created', issue: { ...issues.get(number) }, comment: { ...comment }, sender: comment.user };
    },
    date(number, at) {
      const issue = issues.get(number);
      if (issue) issue.created_at = at;
    },
    edit(id, body, at = tick()) {
      const comment = comments.get(id);
      if (comment) comments.set(id, { ...comment, body, updated_at: at });
    },
    remove: (id) => void comments.delete(id),
    answer(method, url, body) {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const path = pathname.split('/').slice(4).join('/');
      const [, elsewhere] = /^\/repositories\/2\/issues\/(\d+)$/.exec(pathname) ?? [];
      const moved = issues.get(Number(elsewhere));
      if (moved) return { status: 200, body: { ...moved, html_url: `${page}-elsewhere/issues/1` } };
      if (pathname.split('/').length === 4) {
        return { status: 200, body: { html_url: page, private: setting.isPrivate, default_branch: 'main' } };
      }
      const [, assignee] = /^assignees\/([^/]+)$/.exec(path) ?? [];
      if (assignee !== undefined) return accounts.has(assignee) ? { status: 204, body: undefined } : NOT_FOUND;
      if (path === 'issues' && method === 'GET') return { status: 200, body: listed(searchParams) };
      if (path === 'issues' && method === 'POST') {
        const draft = body as Draft;
        const labels = setting.maySetLabels ? (draft.labels ?? []) : [];
        return wrong(draft) ?? { status: 201, body: add('github-actions[bot]', { ...draft, labels }) };
      }
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
      if (method === 'GET' && path === 'issues/comments') {
        const since = searchParams.get('since') ?? '';
        const size = Number(searchParams.get('per_page') ?? 30);
        const from = (Number(searchParams.get('page') ?? 1) - 1) * size;
        const found = [...comments.values()].map(withIssue).filter(({ updated_at }) => updated_at >= since);
        if (searchParams.get('direction') === 'desc') found.reverse();
        return { status: 200, body: found.slice(from, from + size) };
      }
      const [, number = '', rest = ''] = /^issues\/(\d+)(.*)$/.exec(path) ?? [];
      const issue = issues.get(Number(number));
      if (!issue) return number === '' ? undefined : NOT_FOUND;
      if (lost.get(issue.number) === 'deleted') return { status: 410, body: { message: 'This issue was deleted' } };
      if (lost.get(issue.number) === 'moved') {
        const location = `/repositories/2/issues/${number}`;
        return { status: 301, body: { message: 'Moved Permanently', url: location }, headers: { location } };
      }
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
      if (method === 'PATCH') {
        const { state, state_reason, labels, assignees, ...rest } = body as Patch;
        const refused = wrong({ ...rest, ...(assignees && { assignees }) });
        if (refused) return refused;
        Object.assign(issue, rest);
        if (labels) issue.labels = labels.map((name) => ({ name }));
        if (assignees) issue.assignees = assignees.map((login) => ({ login }));
        if (state) setState(issue, state, state_reason);
      }
      return { status: 200, body: issue };
    },
  };
}

const INVALID = { status: 422, body: { message: 'Validation Failed' } };
const NOT_FOUND = { status: 404, body: { message: 'Not Found' } };

const BASE = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' } as const;

type Permission = keyof typeof BASE;

interface Draft {
  title: string;
  body?: string;
  labels?: readonly string[];
  assignees?: readonly string[];
}

interface Patch extends Partial<Draft> {
  state?: string;
  state_reason?: string;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface Issue {
  id: number;
  number: number;
  title: string;
  body: string;
  html_url: string;
  created_at: string;
  closed_at: string | null;
  user: Comment['user'];
  author_association: string;
  labels: { name: string }[];
  assignees: { login: string }[];
  state: string;
  state_reason: string | null;
  pull_request?: unknown;
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
  /** What time it is there, from which it goes on by a second with all that happens. */
  setClock(now: string): void;
  /** Who may do more than read. */
  admit(login: string, permission: Permission): void;
  /** What the world is shown of somebody's ties, which says nothing about what they may do: a membership can be private. */
  associate(login: string, association: string): void;
  /** Opens an issue; what comes back is the event that a workflow gets. */
  open(login: string, title: string, body: string, labels?: readonly string[]): IssueEvent & { issue: Issue };
  comment(issue: number, login: string, body: string, at?: string): IssueEvent & { comment: Comment };
  /** Gives an issue another moment at which it was opened. */
  date(issue: number, at: string): void;
  edit(comment: number, body: string, at?: string): void;
  remove(comment: number): void;
  comments(issue: number): Comment[];
  /** Whether it is open, and why not. */
  state(issue: number): (string | undefined)[];
  reactions: { comment: number; content: string }[];
  /** What the API answers; nothing where the path is about something else. */
  answer(method: string, url: string, body: unknown): Answer | undefined;
  all(): Issue[];
  /** As a person does it. */
  setState(issue: number, state: 'open' | 'closed', reason?: 'completed' | 'not_planned' | 'duplicate'): void;
  lose(issue: number, how: 'deleted' | 'moved'): void;
  /** Of the repository, and of what the token may. */
  setting: { isPrivate: boolean; maySetLabels: boolean };
}
