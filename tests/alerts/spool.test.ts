import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSpool } from '../../src/io/spool.ts';

const SPOOL = resolve(import.meta.dirname, '../../src/io/spool.ts');
const folder = mkdtempSync(join(tmpdir(), 'spool-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Adds messages without end, and names each that was acknowledged. */
const WRITER = `
  import { writeSync } from 'node:fs';
  import { openSpool } from ${JSON.stringify(SPOOL)};
  const [folder, bytes] = process.argv.slice(1);
  const spool = openSpool(folder);
  for (let at = 0; ; at++) {
    const body = JSON.stringify({ pid: process.pid, at, filler: 'x'.repeat(Math.floor(Math.random() * Number(bytes))) });
    const name = await spool.add({ source: 'generic', receivedAt: Date.now(), headers: {}, body });
    writeSync(1, name + ' ' + process.pid + ' ' + at + '\\n');
  }
`;

test('200 writers killed at any moment: no message is corrupt, and each that was acknowledged is there', async () => {
  const place = join(folder, 'killed');
  const spool = openSpool(place);
  const acknowledged = new Map<string, string>();
  let kills = 0;
  const lanes = Array.from({ length: 4 }, async () => {
    while (kills < 200) {
      kills++;
      for (const [name, which] of await runAndKill(place)) acknowledged.set(name, which);
    }
  });
  await Promise.all(lanes);
  const names = await spool.list();
  const found = new Map<string, string>();
  for (const name of names) {
    const { pid, at } = JSON.parse((await spool.read(name))?.body ?? '{}');
    found.set(name, `${pid} ${at}`);
  }
  const lost = [...acknowledged].filter(([name, which]) => found.get(name) !== which);
  const { dead } = await spool.backlog();
  const half = readdirSync(join(place, 'tmp')).length;
  console.log(
    `T3b ${kills} kills, ${acknowledged.size} messages acknowledged, ${lost.length} lost, ${dead} corrupt of ${names.length}, ${half} half-written ones ignored`,
  );
  expect(acknowledged.size).toBeGreaterThan(200);
  expect(lost).toEqual([]);
  expect(dead).toBe(0);
});

test('where a file cannot be written to its end, the message is refused and nothing is left of it', async () => {
  if (process.platform === 'win32') return;
  const place = join(folder, 'full');
  const program = `
    import { openSpool } from ${JSON.stringify(SPOOL)};
    const spool = openSpool(process.argv[1]);
    const entry = (size) => ({ source: 'generic', receivedAt: Date.now(), headers: {}, body: JSON.stringify('x'.repeat(size)) });
    await spool.add(entry(10));
    await spool.add(entry(1_000_000)).then(() => console.log('taken'), (error) => console.log(error.constructor.name, error.message));
    await spool.add(entry(10));
    console.log((await spool.list()).length);
  `;
  // The shell lets no process below it write more than so many blocks into one file, which fails as a full disk does.
  const child = spawn('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', process.execPath, ...node(program), place]);
  const text = await output(child);
  expect(text).toMatch(/^SpoolError The spool .* does not take messages: E\w+: .*\n2\n$/);
  expect(readdirSync(join(place, 'tmp'))).toEqual([]);
});

async function runAndKill(place: string): Promise<[name: string, which: string][]> {
  const child = spawn(process.execPath, [...node(WRITER), place, '60000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 30));
  const text = await output(child);
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
}

function node(program: string): string[] {
  return ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
}

function output(child: {
  stdout: NodeJS.ReadableStream;
  on: (event: 'close', done: () => void) => unknown;
}): Promise<string> {
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  return new Promise((done) => child.on('close', () => done(text)));
}
