import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Entry } from '../relay/spool.ts';
import { openSpool } from './spool.ts';

const entry = (overrides: Partial<Entry> = {}): Entry => ({
  source: 'generic',
  receivedAt: Date.parse('2026-11-24T10:00:00Z'),
  headers: { 'webhook-id': 'msg_1' },
  body: '{"text":"Zażółć 🚨 \\u0000"}',
  ...overrides,
});

const made: string[] = [];

afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true, force: true });
});

function folder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'spool-'));
  made.push(parent);
  return join(parent, 'spool');
}

test('a message comes back as it was', async () => {
  const spool = openSpool(folder());
  const name = await spool.add(entry());
  expect(await spool.read(name)).toEqual(entry());
});

test('messages wait in the order in which they came, whichever process took them', async () => {
  const place = folder();
  const [first, second] = [openSpool(place), openSpool(place)];
  const names: string[] = [];
  for (let at = 0; at < 50; at++) {
    const spool = at % 2 === 0 ? first : second;
    names.push(await spool.add(entry({ receivedAt: 1_000 + at })));
  }
  expect(await first.list()).toEqual(names);
  expect(await second.list(3)).toEqual(names.slice(0, 3));
});

test('messages of the same moment, and of a clock that went back, keep their order too', async () => {
  const spool = openSpool(folder());
  const names: string[] = [];
  for (const receivedAt of [5_000, 5_000, 4_000, 5_001, Number.NaN]) names.push(await spool.add(entry({ receivedAt })));
  expect(await spool.list()).toEqual(names);
});

test('what was handed on is forgotten, and forgetting it twice is fine', async () => {
  const spool = openSpool(folder());
  const [kept, gone] = [await spool.add(entry()), await spool.add(entry())];
  await spool.remove([gone]);
  await spool.remove([gone]);
  expect(await spool.list()).toEqual([kept]);
  expect(await spool.read(gone)).toBeUndefined();
});

test('a name that is no message of the spool is refused, wherever it points', async () => {
  const spool = openSpool(folder());
  for (const name of ['../../etc/passwd', 'dead', '.', ''])
    await expect(spool.remove([name])).rejects.toThrow(/is not the name of a message; use one that list\(\) gave/);
});

test('a message that is buried stands in dead/ with the reason beside it', async () => {
  const place = folder();
  const spool = openSpool(place);
  const name = await spool.add(entry());
  await spool.bury(name, 'Nobody can read it.');
  expect(await spool.list()).toEqual([]);
  expect(JSON.parse(readFileSync(join(place, 'dead', name), 'utf8'))).toEqual(entry());
  expect(readFileSync(join(place, 'dead', name.replace('.json', '.reason.txt')), 'utf8')).toBe('Nobody can read it.\n');
  await expect(spool.bury(name, 'Again.')).resolves.toBeUndefined();
});

test('moving a buried message back makes it wait again', async () => {
  const place = folder();
  const spool = openSpool(place);
  await spool.addDead(entry(), 'Unknown status.');
  const [name = ''] = readdirSync(join(place, 'dead'));
  writeFileSync(join(place, name), readFileSync(join(place, 'dead', name)));
  expect(await spool.read(name)).toEqual(entry());
});

test('a file that cannot be read is buried and blocks no other', async () => {
  const place = folder();
  const spool = openSpool(place);
  const good = await spool.add(entry());
  const bad = [
    '{',
    '',
    '{"source":"nobody","receivedAt":1,"headers":{},"body":""}',
    '{"source":"generic"}',
    '\0\0\0',
    '[]',
  ];
  for (const [index, text] of bad.entries())
    writeFileSync(join(place, `00000000000000${index}-000000-00000000.json`), text);
  mkdirSync(join(place, '000000000000009-000000-00000000.json'));
  for (const name of await spool.list()) await spool.read(name);
  expect(await spool.list()).toEqual([good]);
  expect((await spool.backlog()).dead).toBe(bad.length + 1);
});

test('what a writer left half written is not a message, and goes after a while', async () => {
  const place = folder();
  const spool = openSpool(place);
  const half = join(place, 'tmp', '000000000000001-000000-00000000.json');
  writeFileSync(half, '{"source":');
  expect(await spool.list()).toEqual([]);
  expect(existsSync(half)).toBe(true);
  utimesSync(half, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
  openSpool(place);
  expect(existsSync(half)).toBe(false);
});

test('the oldest buried messages make room for new ones, by number and by size', async () => {
  const place = folder();
  const byNumber = openSpool(place, { count: 3, bytes: 1_000_000 });
  for (let at = 1; at <= 10; at++) await byNumber.addDead(entry({ receivedAt: at }), `reason ${at}`);
  const left = readdirSync(join(place, 'dead')).sort();
  expect(left.map((name) => Number(name.slice(0, 15)))).toEqual([8, 8, 9, 9, 10, 10]);
  const bySize = openSpool(place, { count: 100, bytes: 1_000 });
  await bySize.addDead(entry({ receivedAt: 11, body: JSON.stringify('x'.repeat(700)) }), 'large');
  expect((await bySize.backlog()).dead).toBe(2);
});

test('says how much waits and since when', async () => {
  const spool = openSpool(folder());
  expect(await spool.backlog()).toEqual({ waiting: 0, oldestAt: undefined, dead: 0 });
  await spool.add(entry({ receivedAt: 2_000 }));
  await spool.add(entry({ receivedAt: 3_000 }));
  expect(await spool.backlog()).toEqual({ waiting: 2, oldestAt: 2_000, dead: 0 });
});

test('says what to do where it cannot keep messages', async () => {
  const place = folder();
  const spool = openSpool(place);
  writeFileSync(`${place}-file`, '');
  expect(() => openSpool(`${place}-file`)).toThrow(
    /The spool ".*-file" does not take messages: EEXIST.*can be written to/,
  );
  rmSync(join(place, 'tmp'), { recursive: true });
  await expect(spool.add(entry())).rejects.toThrow(/does not take messages: ENOENT/);
});
