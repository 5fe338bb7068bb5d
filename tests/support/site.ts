import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { attribute, type Element, elementsOf } from './html.ts';

/** Serves a built site for as long as the work takes. */
export async function withSite<Result>(root: string, work: (site: SiteServer) => Promise<Result>): Promise<Result> {
  const site = await serveSite(root, { port: 0 });
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}

/** Every page of a built site, read once. */
export function pagesOf(root: string): BuiltPage[] {
  return filesOf(root, '**/*.html').map((file) => {
    const html = readFileSync(join(root, file), 'utf8');
    const elements = elementsOf(html);
    const ids = new Set(elements.flatMap((element) => attribute(element, 'id') ?? []));
    return { file, address: addressOf(file), html, elements, ids };
  });
}

/** The files of a built site that match, by their path below it. */
export function filesOf(root: string, pattern: string): string[] {
  return globSync(pattern, { cwd: root })
    .map((file) => file.split(sep).join('/'))
    .sort();
}

/** The file behind an address of the site, as any static host finds it. */
export function fileAt(root: string, path: string): string | undefined {
  const file = join(root, decodeURIComponent(path), path.endsWith('/') ? 'index.html' : '');
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? relative(root, file).split(sep).join('/') : undefined;
}

function addressOf(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

export interface BuiltPage {
  /** `history/index.html` */
  file: string;
  /** `/history/` */
  address: string;
  html: string;
  elements: Element[];
  ids: ReadonlySet<string>;
}
