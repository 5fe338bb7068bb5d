import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from './checks/content.ts';
import { readContent } from './checks/read-content.ts';
import { now as clockNow } from './io/clock.ts';
import { type Environment, EnvironmentError } from './io/environment.ts';
import { readFile, readFolder, readJson } from './io/files.ts';
import { earlierVersions } from './io/git.ts';
import { kindOf, parseEntry } from './parse/entry.ts';
import type { SourceFile } from './problems/problem.ts';
import { asSeal, redate } from './sample/redate.ts';
import type { SiteData } from './schema/site.ts';

export const SEAL_FILE = '.sample.json';
const VERSIONS_TRIED = 10;
// What somebody has just hidden must not come back because of a mistake elsewhere in the file.
const HIDDEN = /^(?:visibility: *["']?(?:internal|draft)|status: *["']?(?:draft|review))/m;

export interface Loaded {
  content: Content;
  now: number;
  /** Files shown as they were in an earlier commit, because they cannot be read as they are. */
  recovered: string[];
}

/**
 * Everything in the content folder, read and checked, at one moment. With `recover`, a file that cannot be read is taken
 * from the last commit in which it could; its problems stay.
 */
export function loadContent(environment: Environment, options: { recover?: boolean } = {}): Loaded {
  const folder = environment.content;
  if (!existsSync(folder)) {
    throw new EnvironmentError(`There is no folder ${folder}; set CONTENT to the folder that holds site.yaml.`);
  }
  const now = clockNow(environment.now);
  const seal = asSeal(readJson(join(folder, SEAL_FILE)));
  const read = (files: readonly SourceFile[]) => readContent(seal ? redate(files, seal, now) : files, now);
  const files = readFolder(folder);
  const content = read(files);
  if (!options.recover) return { content, now, recovered: [] };
  const { files: mended, recovered } = withLastReadable(folder, files, content, read);
  if (recovered.length === 0) return { content, now, recovered };
  return { content: { ...read(mended), problems: content.problems }, now, recovered };
}

/** What `site.yaml` says, without reading anything else. */
export function loadSite(environment: Environment): SiteData {
  const files = ['site.yaml', 'site.yml'].flatMap((path) => readFile(environment.content, path) ?? []);
  return readContent(files, 0).site.data;
}

interface Mended {
  files: SourceFile[];
  recovered: string[];
}

/** The files with each broken one as it was in the last commit in which nothing was wrong with it. */
function withLastReadable(
  folder: string,
  files: readonly SourceFile[],
  content: Content,
  read: (files: readonly SourceFile[]) => Content,
): Mended {
  const broken = new Set(content.problems.filter((one) => one.level === 'error').map((one) => one.file));
  let mended = [...files];
  const recovered: string[] = [];
  for (const path of broken) {
    const current = files.find((file) => file.path === path);
    const kind = kindOf(path);
    if (!current || !kind || HIDDEN.test(current.text)) continue;
    for (const version of earlierVersions(folder, path, VERSIONS_TRIED)) {
      if (version.text === current.text || !parseEntry(kind, version).value) continue;
      const tried = mended.map((file) => (file.path === path ? version : file));
      if (read(tried).problems.some((one) => one.file === path)) continue;
      mended = tried;
      recovered.push(path);
      break;
    }
  }
  return { files: mended, recovered };
}
