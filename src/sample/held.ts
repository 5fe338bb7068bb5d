import type { SourceFile } from '../problems/problem.ts';
import type { Seal } from './redate.ts';

const DATED = /^(\w+)\/(?:\d{4}\/)?(\d{4}-\d{2}-\d{2})(-[^/.]+)\.\w+$/;
const ADDED = /^incidents\/\d{4}\/(\d{4}-\d{2}-\d{2})(-[^/]+)\//;
const LEARNT = /^postmortems\/(\d{4}-\d{2}-\d{2})(-[^/.]+)\.mdx?$/;
const NAMES = /^\s*(of|incident):\s*['"]?(\d{4}-\d{2}-\d{2})(-[a-z0-9-]+)/gm;
const FOLDERS: Readonly<Record<string, string>> = { of: 'maintenance', incident: 'incidents' };

/** What files of a person's own say about one of the sample. */
export interface Held {
  /** Its day as they name it. */
  days: readonly string[];
  /** Files that go on with its story. */
  stories: readonly SourceFile[];
}

/**
 * What a person's own files hold in place: a file of the sample that they name by its day, such as the series of a window
 * that they moved, keeps that day; what they added to an incident goes on with its story.
 */
export function heldBy(files: readonly SourceFile[], seal: Seal): (file: SourceFile) => Held {
  const own = files.filter(({ path }) => !Object.hasOwn(seal.lines, path));
  const named = Map.groupBy(own.flatMap(namesIn), ({ key }) => key);
  return ({ path }) => {
    const [, folder = '', day = '', rest = ''] = DATED.exec(path) ?? [];
    const all = named.get(folder + rest) ?? [];
    return {
      // A folder named as the file is on disk goes with it, wherever it goes.
      days: all.filter((one) => !one.story || one.day !== day).map((one) => one.day),
      stories: all.flatMap(({ story }) => story ?? []),
    };
  };
}

function namesIn(file: SourceFile): Name[] {
  const [, added, story] = ADDED.exec(file.path) ?? [];
  if (added && story) return [{ key: `incidents${story}`, day: added, story: file }];
  const [, learnt, incident] = LEARNT.exec(file.path) ?? [];
  const byName = learnt && incident ? [{ key: `incidents${incident}`, day: learnt }] : [];
  const byField = [...file.text.matchAll(NAMES)].map(([, field = '', day = '', rest = '']) => ({
    key: `${FOLDERS[field]}${rest}`,
    day,
  }));
  return [...byName, ...byField];
}

interface Name {
  /** The folder and the name without its day. */
  key: string;
  day: string;
  story?: SourceFile;
}
