import { expect, test } from 'vitest';
import type { Entry } from '../relay/spool.ts';
import { type KeyValueStore, openKeyValueSpool } from './key-value-spool.ts';

const entry: Entry = { source: 'generic', receivedAt: 1_000, headers: {}, body: '{}' };

/** A store whose lists may lag behind, in pages of two. */
function store(): KeyValueStore & { values: Map<string, string>; listed: Set<string>; catchUp: () => void } {
  const values = new Map<string, string>();
  const listed = new Set<string>();
  return {
    values,
    listed,
    catchUp: () => {
      listed.clear();
      for (const key of values.keys()) listed.add(key);
    },
    get: async (key) => values.get(key) ?? null,
    put: async (key, value) => void values.set(key, value),
    delete: async (key) => void values.delete(key),
    list: async ({ prefix, cursor = '0' }) => {
      const names = [...listed].filter((key) => key.startsWith(prefix)).sort();
      const end = Number(cursor) + 2;
      const keys = names.slice(Number(cursor), end).map((name) => ({ name }));
      return end >= names.length ? { keys, list_complete: true } : { keys, list_complete: false, cursor: String(end) };
    },
  };
}

test('lists what it added before the store does, and what others added once the store does', async () => {
  const kept = store();
  const [mine, other] = [openKeyValueSpool(kept), openKeyValueSpool(kept)];
  const names = [await mine.add(entry), await mine.add(entry), await mine.add({ ...entry, receivedAt: 2_000 })];
  expect(await mine.list()).toEqual(names);
  expect(await other.list()).toEqual([]);
  kept.catchUp();
  expect(await other.list()).toEqual(names);
  expect(await other.read(names[0] ?? '')).toEqual(entry);
});

test('does not list what it removed, though the store still does', async () => {
  const kept = store();
  const spool = openKeyValueSpool(kept);
  const name = await spool.add(entry);
  kept.catchUp();
  await spool.remove([name]);
  expect(await spool.list()).toEqual([]);
  expect(kept.values.size).toBe(0);
});

test('buries what cannot be read', async () => {
  const kept = store();
  const spool = openKeyValueSpool(kept);
  kept.values.set('waiting/000000000000001-000000-00000000.json', '{');
  kept.catchUp();
  expect(await spool.read('000000000000001-000000-00000000.json')).toBeUndefined();
  kept.catchUp();
  expect(await spool.backlog()).toEqual({ waiting: 0, oldestAt: undefined, dead: 1 });
});
