import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import type { KeptFiles } from './kept-files.ts';

type Path = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>[number];

export interface KeyedPages {
  integration: AstroIntegration;
  /** Files that are to move into the output folder, and where they lie. */
  made: Map<string, string>;
}

/**
 * Makes the pages that come with a cache key. One is made again only when its key, the code that renders it or an asset it
 * names has changed, or when its file in `out` is not the one that was written.
 */
export function keyedPages(folders: { stage: string; cache: string }, files: KeptFiles): KeyedPages {
  const { stage } = folders;
  const pagesFolder = join(folders.cache, 'pages');
  rmSync(pagesFolder, { recursive: true, force: true });
  mkdirSync(pagesFolder, { recursive: true });
  const codeOf = new Map<string, string>();
  const pages: KeyedPages = {
    integration: { name: 'allclear:keyed-pages', hooks: {} },
    made: new Map(),
  };

  async function make(inner: AstroPrerenderer, path: Path, code: string): Promise<void> {
    const file = `${path.pathname.replace(/^\/|\/$/g, '')}/index.html`;
    const key = `${path.cacheKey} ${codeOf.get(path.route.component) ?? code} ${code}`;
    if (files.isKept(file, key)) return;
    const rendered = await inner.render(
      new Request(new URL(`${path.pathname}/`.replace('//', '/'), 'http://localhost')),
      {
        routeData: path.route,
      },
    );
    const response = rendered instanceof Response ? rendered : rendered.response;
    if (!response.ok) throw new Error(`${path.pathname} could not be made: status ${response.status}.`);
    // All in one folder: ten thousand folders would be made, only to be left behind when the page moves into its place.
    const made = join(pagesFolder, String(pages.made.size));
    writeFileSync(made, await response.text());
    pages.made.set(file, made);
  }

  pages.integration.hooks = {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({ vite: { plugins: [collectCode(codeOf)] } });
    },
    'astro:build:start': ({ setPrerenderer }) => {
      setPrerenderer((inner) => ({
        ...inner,
        getStaticPaths: async () => {
          const paths = await inner.getStaticPaths();
          const code = sharedCode(stage);
          for (const path of paths) if (path.cacheKey !== undefined) await make(inner, path, code);
          return paths.filter((path) => path.cacheKey === undefined);
        },
      }));
    },
  };
  return pages;
}

/** The compiled file of each page. Its name holds a hash of its content, and so of the names of all it imports. */
function collectCode(codeOf: Map<string, string>) {
  return {
    name: 'allclear:collect-code',
    generateBundle(_: unknown, bundle: Record<string, { type: string; fileName: string; moduleIds?: string[] }>) {
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.moduleIds ?? []) {
          const component = /\/(src\/pages\/[^?]+\.astro)$/.exec(id)?.[1];
          if (component) codeOf.set(component, chunk.fileName);
        }
      }
    },
  };
}

/** What every page depends on besides its own code: the assets it may name, and the versions of all packages. */
function sharedCode(stage: string): string {
  const assets = existsSync(join(stage, '_astro')) ? readdirSync(join(stage, '_astro')).sort() : [];
  const hash = createHash('sha1').update(readFileSync('package-lock.json')).update(readFileSync('astro.config.mjs'));
  return hash.update(assets.join('\n')).digest('base64url');
}
