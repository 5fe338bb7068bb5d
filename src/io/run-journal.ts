import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface LineFile {
  /** All lines so far. */
  text: string;
  /** Returns once the line is on the disk. */
  add: (line: string) => void;
  remove: () => void;
}

/** A file that nobody else can read, one line added at a time; a line that a kill has cut is taken away. */
export function openLines(file: string): LineFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const whole = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const text = whole.slice(0, whole.lastIndexOf('\n') + 1);
  if (text !== whole) truncateSync(file, Buffer.byteLength(text));
  return {
    text,
    add(line) {
      const handle = openSync(file, 'a', 0o600);
      try {
        writeSync(handle, `${line}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
    remove: () => rmSync(file, { force: true }),
  };
}
