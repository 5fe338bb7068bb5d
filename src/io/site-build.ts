import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AstroInlineConfig, build } from 'astro';
import type { SiteDocument } from '../documents/document.ts';
import { type Environment, EnvironmentError } from './environment.ts';
import { type KeptFiles, keptFiles } from './kept-files.ts';
import { type KeyedPages, keyedPages } from './keyed-pages.ts';
import { withLock } from './lock.ts';
import { filesBelow, MARKER, publish } from './publish.ts';
import { writeDocuments } from './site-documents.ts';

const WITHOUT_THEME = 'ALLCLEAR_WITHOUT_THEME';

type Folders = Pick<Environment, 'content' | 'out' | 'cache' | 'lock'>;

interface Staged {
  files: KeptFiles;
  keyed: KeyedPages;
  themeError: string | undefined;
}

/** Where the site is served, and what Vite must know besides. */
export type SiteConfig = Pick<AstroInlineConfig, 'site' | 'base' | 'vite'>;

export interface BuildReport {
  /** Why content/theme.css was left out. */
  themeError: string | undefined;
  pages: number;
  /** Files that are made beside the pages. */
  documents: number;
  /** Files that are new or different in the output folder. */
  written: number;
  /** Files of an earlier build that are no longer part of the site. */
  removed: number;
}

/**
 * Builds the site beside `out` and then brings `out` up to date. A build that fails leaves `out` as it was, and `out` may
 * lie on any disk.
 */
export async function buildSite(
  folders: Folders,
  config: SiteConfig,
  documents: readonly SiteDocument[],
): Promise<BuildReport> {
  const { out, cache, lock } = folders;
  refuseForeignFolder(out);
  return withLock(lock, async () => {
    const stage = join(cache, 'site');
    const { files, keyed, themeError } = await stageSite(folders, stage, config);
    const staged = filesBelow(stage).map((file): [string, string] => [file, join(stage, file)]);
    const written = await writeDocuments(documents, join(cache, 'documents'), files);
    const made = new Map([...staged, ...keyed.made, ...written]);
    const report = publish(made, out, files.kept);
    files.remember();
    const pages = [...made.keys(), ...files.kept].filter((file) => file.endsWith('.html')).length;
    return { pages, documents: documents.length, themeError, ...report };
  });
}

/** Makes everything in the stage; without the site's own colours, where they cannot be used. */
async function stageSite({ out, cache, content }: Folders, stage: string, config: SiteConfig): Promise<Staged> {
  const make = async (): Promise<Omit<Staged, 'themeError'>> => {
    rmSync(stage, { recursive: true, force: true });
    const files = keptFiles(join(cache, 'kept.json'), out);
    const keyed = keyedPages({ stage, cache }, files);
    await build({ ...config, logLevel: 'silent', outDir: stage, integrations: [keyed.integration] });
    return { files, keyed };
  };
  try {
    return { ...(await make()), themeError: undefined };
  } catch (error) {
    if (!existsSync(join(content, 'theme.css')) || process.env[WITHOUT_THEME]) throw error;
    process.env[WITHOUT_THEME] = '1';
    return { ...(await make()), themeError: error instanceof Error ? error.message : String(error) };
  }
}

/** Files that the site does not know are removed from `out`, so it must not be somebody's home. */
function refuseForeignFolder(out: string): void {
  if (!existsSync(out)) return;
  const names = readdirSync(out).filter((name) => !name.startsWith('.'));
  const built = names.includes('index.html') && names.includes('_astro');
  if (names.length === 0 || built || existsSync(join(out, MARKER))) return;
  throw new EnvironmentError(`OUT is ${out}, a folder with other things in it; choose a new or an empty one.`);
}
