import { GitError } from '../git.ts';
import { type Place, startGit } from './run.ts';

/** A git that hands out objects for as long as it is asked. */
export function openObjects(place: Place): Objects {
  const child = startGit(place, ['cat-file', '--batch']);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  child.stdin.on('error', () => undefined);
  const failed = new Promise<never>((_, reject) => {
    child.on('error', (error) => reject(new GitError(`git cannot be run in ${place.at}: ${error.message}.`)));
  });
  failed.catch(() => undefined);
  const bytes = byteReader(child.stdout, () => new GitError(`git cat-file failed in ${place.at}: ${complaint.trim()}`));
  const answer = async (): Promise<GitObject | undefined> => {
    const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(await bytes.line());
    if (!header) return undefined;
    const [, id = '', kind = '', size] = header;
    const content = await bytes.take(Number(size) + 1);
    return { id, kind, bytes: content.subarray(0, -1) };
  };
  const all = async (names: readonly string[]): Promise<(GitObject | undefined)[]> => {
    if (names.length === 0) return [];
    child.stdin.write(names.map((name) => `${name}\n`).join(''));
    const answers: (GitObject | undefined)[] = [];
    for (const _ of names) answers.push(await answer());
    return answers;
  };
  return {
    ask: (names) => Promise.race([all(names), failed]),
    close: () => child.stdin.end(),
  };
}

function byteReader(stream: AsyncIterable<Buffer>, ended: () => Error): Bytes {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<Buffer> => {
    const { value, done } = await chunks.next();
    if (done) throw ended();
    return value;
  };
  return {
    async line() {
      let end = held.indexOf('\n');
      for (; end < 0; end = held.indexOf('\n')) held = Buffer.concat([held, await more()]);
      const text = held.toString('utf8', 0, end);
      held = held.subarray(end + 1);
      return text;
    },
    async take(length) {
      const parts = [held];
      for (let size = held.length; size < length; size += parts.at(-1)?.length ?? 0) parts.push(await more());
      const whole = parts.length === 1 ? held : Buffer.concat(parts);
      held = whole.subarray(length);
      return whole.subarray(0, length);
    },
  };
}

interface Bytes {
  line(): Promise<string>;
  take(length: number): Promise<Buffer>;
}

export interface Objects {
  ask(names: readonly string[]): Promise<(GitObject | undefined)[]>;
  close(): void;
}

export interface GitObject {
  id: string;
  kind: string;
  bytes: Buffer;
}
