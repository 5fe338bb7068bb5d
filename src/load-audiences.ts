import type { Content } from './checks/content.ts';
import { readContent } from './checks/read-content.ts';
import { SEAL_FILE } from './load-content.ts';
import { snapshotOf } from './load-snapshot.ts';
import type { Blindness } from './notices/blind.ts';
import type { Audiences } from './notices/listener.ts';
import type { SourceFile } from './problems/problem.ts';
import { asSeal, isAsShipped, redate } from './sample/redate.ts';

const SETTINGS = /^(?:site\.ya?ml$|severities\/)/;
/** Without these of a site nothing can be told. */
const NEEDED: readonly string[] = ['name', 'url', 'channels'];

/** What the files of a content folder say to the public, and to the team. */
export function loadAudiences(files: readonly SourceFile[], now: number): Audiences {
  const text = files.find(({ path }) => path === SEAL_FILE)?.text;
  const seal = text === undefined ? undefined : asSeal(parseJson(text));
  const visible = files.filter(({ path }) => !path.startsWith('.'));
  const content = readContent(seal ? redate(visible, seal, now) : visible, now);
  const shipped = seal ? visible.filter((file) => isAsShipped(file, seal)).map(({ path }) => path) : [];
  return audiencesOf(content, now, new Set(shipped));
}

/** The same of content that was read. */
export function audiencesOf(content: Content, now: number, shipped: ReadonlySet<string> = new Set()): Audiences {
  const { incident, maintenance, postmortem } = content.entries;
  const moved = [...incident, ...maintenance, ...postmortem].filter(({ file }) =>
    shipped.has(file.origin ?? file.path),
  );
  const folders = { incident: 'incidents', maintenance: 'maintenance', postmortem: 'postmortems' } as const;
  return {
    public: snapshotOf(content, now, 'public'),
    internal: snapshotOf(content, now, 'internal'),
    shipped: new Set(moved.map(({ kind, id }) => `${folders[kind]}/${id}`)),
    blind: blindnessOf(content),
  };
}

/** Settings say who is told, and where the page is; where they cannot be read, somebody has to know. */
function blindnessOf({ site, entries, problems }: Content): Blindness {
  const unusable = site.unusable ?? [];
  const settings = problems.filter(
    ({ level, file, code }) => SETTINGS.test(file) && (level === 'error' || code === 'unknown-channel'),
  );
  return {
    all: unusable.some((part) => NEEDED.includes(part)),
    some: entries.severity.some((one) => one.unusable?.some((part) => part === 'channels' || part === 'name')),
    channels: unusable.flatMap((part) => (part.startsWith('channels.') ? part.slice('channels.'.length) : [])),
    problems: settings.map(({ file, line, message, remedy }) => `${file}:${line} ${message} ${remedy}`),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
