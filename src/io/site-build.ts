import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AstroInlineConfig, build } from 'astro';
import { type Environment, EnvironmentError } from './environment.ts';
import { type KeptFiles, keptFiles } from './kept-files.ts';
import { type KeyedPages, keyedPages } from './keyed-pages.ts';
import { withLock } from './lock.ts';
import { filesBelow, MARKER, publish } from './publish.ts';
import type { DocumentFolders, MadeDocuments } from './site-documents.ts';

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
  makeDocuments: (folders: DocumentFolders) => Promise<MadeDocuments>,
): Promise<BuildReport> {
  const { out, cache, lock } = folders;
  refuseForeignFolder(out);
  return withLock(lock, async () => {
    const stage = join(cache, 'site');
    const memory = join(cache, 'kept.json');
    // Both at once: documents are made in a thread of their own.
    const [{ files, keyed, themeError }, documents] = await Promise.all([
      stageSite(folders, { stage, memory }, config),
      makeDocuments({ folder: join(cache, 'documents'), out, memory }),
    ]);
    files.adopt(documents.notes);
    const staged = filesBelow(stage).map((file): [string, string] => [file, join(stage, file)]);
    const made = new Map([...staged, ...keyed.made, ...documents.made]);
    const report = publish(made, out, files.kept);
    files.remember();
    const pages = [...made.keys(), ...files.kept].filter((file) => file.endsWith('.html')).length;
    return { pages, documents: documents.count, themeError, ...report };
  });
}

/** Makes everything in the stage; without the site's own colours, where they cannot be used. */
async function stageSite(
  { out, cache, content }: Folders,
  { stage, memory }: { stage: string; memory: string },
  config: SiteConfig,
): Promise<Staged> {
  const make = async (): Promise<Omit<Staged, 'themeError'>> => {
    rmSync(stage, { recursive: true, force: true });
    const files = keptFiles(memory, out);
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
