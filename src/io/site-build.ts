import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AstroIntegration, build } from 'astro';

export interface BuildReport {
  pages: number;
  /** Files of an earlier build that no page of this one needs. */
  removed: number;
}

/** Builds the site into `out`. Pages whose view did not change stay as they are; files of former pages go. */
export async function buildSite(out: string): Promise<BuildReport> {
  const started = Date.now();
  let produced: string[] = [];
  let pages = 0;
  const collect: AstroIntegration = {
    name: 'allclear:produced-files',
    hooks: {
      'astro:build:done': ({ pages: built, assets }) => {
        pages = built.length;
        produced = [...assets.values()].flat().map((url) => relative(out, fileURLToPath(url)));
      },
    },
  };
  await build({ logLevel: 'error', integrations: [collect] });
  const keep = new Set([...produced, ...filesBelow('public')]);
  return { pages, removed: prune(out, keep, started) };
}

function prune(out: string, keep: ReadonlySet<string>, started: number): number {
  let removed = 0;
  for (const file of filesBelow(out)) {
    const path = join(out, file);
    // Vite writes all its assets anew in each build.
    const fresh = file.startsWith(`_astro${sep}`) && statSync(path).mtimeMs >= started - 2000;
    if (fresh || keep.has(file)) continue;
    rmSync(path);
    removed++;
    removeIfEmpty(dirname(path), out);
  }
  return removed;
}

function removeIfEmpty(folder: string, root: string): void {
  if (folder === root || readdirSync(folder).length > 0) return;
  rmSync(folder, { recursive: true });
  removeIfEmpty(dirname(folder), root);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
