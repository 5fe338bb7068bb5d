import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, type Place, tryGit } from './run.ts';

/** What a file that a person may have changed should hold after it went from one state to another: both, where both changed it. */
export async function follow(
  place: Place,
  there: string | undefined,
  from: string | undefined,
  to: string | undefined,
): Promise<string | undefined> {
  if (there === from) return to;
  // Who removed a file, or wrote into one that is to go, meant it.
  if (there === to || there === undefined || to === undefined) return there;
  return (await union(place, there, from, to)) ?? there;
}

async function union(
  place: Place,
  mine: string,
  base: string | undefined,
  theirs: string,
): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-merge-'));
  try {
    const files = await Promise.all(
      [mine, base, theirs].map(async (id, index) => {
        const file = join(folder, String(index));
        writeFileSync(file, id === undefined ? '' : (await tryGit(place, ['cat-file', 'blob', id])).output);
        return file;
      }),
    );
    const said = await tryGit(place, ['merge-file', '-p', '-q', '--union', '--', ...files]);
    if (said.status !== 0) return undefined;
    return (await git(place, ['hash-object', '-w', '--stdin'], { input: said.output })).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
