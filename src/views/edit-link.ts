/** Where people edit the content. */
interface Repository {
  url: string;
  branch: string;
  folder: string;
}

const FOLDERS = {
  incident: 'incidents',
  maintenance: 'maintenance',
  postmortem: 'postmortems',
  runbook: 'runbooks',
} as const;

/** A mail is read later than it is written; a page that runs its script puts in the time and takes this away. */
const HINT = '<!-- The time above is when this link was made: write the time that it is now. -->';

/** GitHub's editor with the next update of an incident begun, in a file of its own. What is over stays so. */
export function editLink(
  repository: Repository | undefined,
  { id, state, open }: { id: string; state: string; open: boolean },
  now: number,
): string | undefined {
  if (!repository) return undefined;
  const stamp = new Date(now).toISOString();
  const [day, clock] = [stamp.slice(0, 10), stamp.slice(11, 16)];
  const folder = inRepository(repository, `incidents/${id.slice(0, 4)}/${id}`);
  const query = new URLSearchParams({
    filename: `${day}-${clock.replace(':', '')}.md`,
    value: `## ${day} ${clock} UTC · ${open ? state : 'update'}\n${HINT}\n\n`,
  });
  // GitHub takes a plus for what it is.
  return `${base(repository)}/new/${path(repository.branch)}/${folder}?${query.toString().replaceAll('+', '%20')}`;
}

/** The file that something stands in, as GitHub shows it. */
export function fileLink(
  repository: Repository | undefined,
  kind: keyof typeof FOLDERS,
  id: string,
): string | undefined {
  if (!repository || kind === 'postmortem') return undefined;
  const year = kind === 'runbook' ? '' : `${id.slice(0, 4)}/`;
  const file = inRepository(repository, `${FOLDERS[kind]}/${year}${id}.md`);
  return `${base(repository)}/blob/${path(repository.branch)}/${file}`;
}

/** A line of a file of the content folder, as GitHub shows its source. */
export function lineLink(repository: Repository | undefined, file: string, line: number): string | undefined {
  if (!repository) return undefined;
  return `${base(repository)}/blob/${path(repository.branch)}/${inRepository(repository, file)}?plain=1#L${line}`;
}

function base({ url }: Repository): string {
  return url.replace(/\/+$/, '');
}

function inRepository({ folder }: Repository, file: string): string {
  return path(folder === '' ? file : `${folder}/${file}`);
}

function path(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}
