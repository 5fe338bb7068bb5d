import type { Desk } from './acts/desk.ts';
import { readContent } from './checks/read-content.ts';
import { SEAL_FILE } from './load-content.ts';
import type { SourceFile } from './problems/problem.ts';
import { asSeal, redate } from './sample/redate.ts';

/** A content folder as acts see it. */
export function deskOf(files: readonly SourceFile[], now: number): Desk {
  const seal = asSeal(parseJson(files.find(({ path }) => path === SEAL_FILE)?.text ?? ''));
  const visible = files.filter(({ path }) => !path.startsWith('.'));
  const onDisk = new Map(visible.map(({ path, text }) => [path, text]));
  const read = (list: readonly SourceFile[]): Desk['content'] =>
    readContent(seal ? redate(list, seal, now) : list, now);
  return {
    now,
    content: read(visible),
    paths: new Set(onDisk.keys()),
    textOf: ({ file }) => onDisk.get(file.origin ?? file.path) ?? file.text,
    after: (changes) => {
      const texts = new Map(visible.map((file) => [file.path, file]));
      for (const { path, text } of changes) {
        if (text === undefined) texts.delete(path);
        else texts.set(path, { path, text });
      }
      return read([...texts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
