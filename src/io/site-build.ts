import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AstroInlineConfig, type AstroIntegration, build } from 'astro';
import { EnvironmentError } from './environment.ts';
import { withLock } from './lock.ts';
import { filesBelow, mirror, removeWithEmptyFolders } from './mirror.ts';

export interface BuildReport {
  pages: number;
  /** Files that are new or different in the output folder. */
  written: number;
  /** Files of an earlier build that are no longer part of the site. */
  removed: number;
}

/**
 * Builds the site in the cache, where pages whose view did not change stay as they are, and then brings `out` up to date.
 * A build that fails leaves `out` as it was, and `out` may lie on any disk.
 */
export async function buildSite(out: string, cache: string, vite: AstroInlineConfig['vite']): Promise<BuildReport> {
  refuseForeignFolder(out);
  return withLock(join(cache, 'lock'), async () => {
    const stage = join(cache, 'site');
    const { pages, files } = await stageSite(stage, vite);
    return { pages, ...mirror(stage, out, files) };
  });
}

async function stageSite(stage: string, vite: AstroInlineConfig['vite']): Promise<{ pages: number; files: string[] }> {
  const started = Date.now();
  let produced: string[] = [];
  let pages = 0;
  const collect: AstroIntegration = {
    name: 'allclear:produced-files',
    hooks: {
      'astro:build:done': ({ pages: built, assets }) => {
        pages = built.length;
        produced = [...assets.values()].flat().map((url) => relative(stage, fileURLToPath(url)));
      },
    },
  };
  await build({ logLevel: 'error', outDir: stage, integrations: [collect], ...(vite && { vite }) });
  return { pages, files: prune(stage, new Set([...produced, ...filesBelow('public')]), started) };
}

/** Removes what no page of this build produced, and names what is left. */
function prune(stage: string, keep: ReadonlySet<string>, started: number): string[] {
  return filesBelow(stage).filter((file) => {
    const path = join(stage, file);
    // Vite writes all its assets anew in each build.
    const fresh = file.startsWith(`_astro${sep}`) && statSync(path).mtimeMs >= started - 2000;
    if (fresh || keep.has(file)) return true;
    removeWithEmptyFolders(path, stage);
    return false;
  });
}

/** Files that the site does not know are removed from `out`, so it must not be somebody's home. */
function refuseForeignFolder(out: string): void {
  if (!existsSync(out)) return;
  const names = readdirSync(out).filter((name) => !name.startsWith('.'));
  if (names.length === 0 || (names.includes('index.html') && names.includes('_astro'))) return;
  throw new EnvironmentError(`OUT is ${out}, a folder with other things in it; choose a new or an empty one.`);
}
