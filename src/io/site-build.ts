import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AstroInlineConfig, build } from 'astro';
import { EnvironmentError } from './environment.ts';
import { keyedPages } from './keyed-pages.ts';
import { withLock } from './lock.ts';
import { filesBelow, publish } from './publish.ts';

export interface BuildReport {
  pages: number;
  /** Files that are new or different in the output folder. */
  written: number;
  /** Files of an earlier build that are no longer part of the site. */
  removed: number;
}

/**
 * Builds the site beside `out` and then brings `out` up to date. A build that fails leaves `out` as it was, and `out` may
 * lie on any disk.
 */
export async function buildSite(out: string, cache: string, vite: AstroInlineConfig['vite']): Promise<BuildReport> {
  refuseForeignFolder(out);
  return withLock(join(cache, 'lock'), async () => {
    const stage = join(cache, 'site');
    rmSync(stage, { recursive: true, force: true });
    const keyed = keyedPages({ stage, out, cache });
    await build({ logLevel: 'error', outDir: stage, integrations: [keyed.integration], ...(vite && { vite }) });
    const staged = filesBelow(stage).map((file): [string, string] => [file, join(stage, file)]);
    const made = new Map([...staged, ...keyed.made]);
    const report = publish(made, out, keyed.kept);
    keyed.remember();
    const pages = [...made.keys(), ...keyed.kept].filter((file) => file.endsWith('.html')).length;
    return { pages, ...report };
  });
}

/** Files that the site does not know are removed from `out`, so it must not be somebody's home. */
function refuseForeignFolder(out: string): void {
  if (!existsSync(out)) return;
  const names = readdirSync(out).filter((name) => !name.startsWith('.'));
  if (names.length === 0 || (names.includes('index.html') && names.includes('_astro'))) return;
  throw new EnvironmentError(`OUT is ${out}, a folder with other things in it; choose a new or an empty one.`);
}
