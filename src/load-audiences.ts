import type { Content } from './checks/content.ts';
import { readContent } from './checks/read-content.ts';
import { SEAL_FILE } from './load-content.ts';
import { snapshotOf } from './load-snapshot.ts';
import type { Audiences } from './notices/listener.ts';
import type { SourceFile } from './problems/problem.ts';
import { asSeal, isAsShipped, redate } from './sample/redate.ts';

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
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
