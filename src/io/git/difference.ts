import { git, type Place } from './run.ts';

/** What differs between two commits, file by file. */
export async function differences(
  place: Place,
  from: string,
  to: string,
  paths: readonly string[] = [],
): Promise<Difference[]> {
  const raw = await git(place, [
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--no-renames',
    '--no-abbrev',
    from,
    to,
    '--',
    ...paths,
  ]);
  const fields = raw.split('\0');
  const found: Difference[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode, oldId, newId] = (fields[at] ?? '').slice(1).split(' ');
    found.push({ path: fields[at + 1] ?? '', from: known(oldId), to: known(newId), mode: mode ?? '' });
  }
  return found;
}

function known(id: string | undefined): string | undefined {
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}

export interface Difference {
  /** Relative to the top of the repository. */
  path: string;
  /** Ids of what is in the file; nothing where there is no such file. */
  from: string | undefined;
  to: string | undefined;
  /** That of the new file. */
  mode: string;
}
