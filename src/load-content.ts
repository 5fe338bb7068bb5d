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
import { redate, type Seal } from './sample/redate.ts';
import type { SiteData } from './schema/site.ts';

export const SEAL_FILE = '.sample.json';
const VERSIONS_TRIED = 10;

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
  const seal = readJson(join(folder, SEAL_FILE)) as Seal | undefined;
  const read = (files: readonly SourceFile[]) => readContent(seal ? redate(files, seal, now) : files, now);
  const files = readFolder(folder);
  const content = read(files);
  const older = options.recover ? lastReadable(folder, content) : new Map<string, SourceFile>();
  if (older.size === 0) return { content, now, recovered: [] };
  const mended = read(files.map((file) => older.get(file.path) ?? file));
  const stillBroken = new Set(mended.problems.map((problem) => problem.file));
  const recovered = [...older.keys()].filter((path) => !stillBroken.has(path));
  return { content: { ...mended, problems: content.problems }, now, recovered };
}

/** What `site.yaml` says, without reading anything else. */
export function loadSite(environment: Environment): SiteData {
  const files = ['site.yaml', 'site.yml'].flatMap((path) => readFile(environment.content, path) ?? []);
  return readContent(files, 0).site.data;
}

function lastReadable(folder: string, content: Content): Map<string, SourceFile> {
  const errors = content.problems.filter((problem) => problem.level === 'error');
  const paths = [...new Set(errors.map((problem) => problem.file))];
  const found = paths.flatMap((path): [string, SourceFile][] => {
    const kind = kindOf(path);
    const versions = kind ? earlierVersions(folder, path, VERSIONS_TRIED) : [];
    const good = versions.find((version) => kind && parseEntry(kind, version).value);
    return good ? [[path, good]] : [];
  });
  return new Map(found);
}
