import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from './checks/content.ts';
import { readContent } from './checks/read-content.ts';
import { now as clockNow } from './io/clock.ts';
import { type Environment, EnvironmentError } from './io/environment.ts';
import { readFolder, readJson } from './io/files.ts';
import { redate, type Seal } from './sample/redate.ts';

export const SEAL_FILE = '.sample.json';

/** Everything in the content folder, read and checked, at one moment. */
export function loadContent(environment: Environment): {
  content: Content;
  now: number;
} {
  const folder = environment.content;
  if (!existsSync(folder)) {
    throw new EnvironmentError(`There is no folder ${folder}; set CONTENT to the folder that holds site.yaml.`);
  }
  const now = clockNow(environment.now);
  const files = readFolder(folder);
  const seal = readJson(join(folder, SEAL_FILE)) as Seal | undefined;
  return {
    content: readContent(seal ? redate(files, seal, now) : files, now),
    now,
  };
}
