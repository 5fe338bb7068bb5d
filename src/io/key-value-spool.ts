import type { Entry, Spool } from '../relay/spool.ts';
import { arrivalOf, createNaming, readEntry } from './entries.ts';

const WAITING = 'waiting/';
const DEAD = 'dead/';
const DEAD_SECONDS = 30 * 86_400;

/**
 * A namespace of a key-value store in which messages wait. Its lists may be a minute behind, so what this process added is
 * remembered as well; a message may be handed on twice by two processes, never not at all.
 */
export function openKeyValueSpool(store: KeyValueStore): Spool {
  const nameFor = createNaming();
  const added = new Map<string, Entry>();
  const removed = new Set<string>();

  async function waiting(): Promise<string[]> {
    const names = new Set([...(await namesBelow(store, WAITING)), ...added.keys()]);
    return [...names].filter((name) => !removed.has(name)).sort();
  }

  async function read(name: string): Promise<Entry | undefined> {
    const text = await store.get(WAITING + name);
    if (text === null) return added.get(name);
    const entry = readEntry(text);
    if (!entry) await bury(name, 'The value could not be read as a message.');
    return entry;
  }

  async function remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await store.delete(WAITING + name);
      added.delete(name);
      removed.add(name);
    }
  }

  async function bury(name: string, reason: string): Promise<void> {
    const text = await store.get(WAITING + name);
    if (text !== null) await store.put(DEAD + name, text, dead(reason));
    await remove([name]);
  }

  return {
    add: async (entry) => {
      const name = nameFor(entry.receivedAt);
      await store.put(WAITING + name, JSON.stringify(entry));
      added.set(name, entry);
      return name;
    },
    list: async (limit) => (await waiting()).slice(0, limit),
    read,
    remove,
    bury,
    addDead: async (entry, reason) => store.put(DEAD + nameFor(entry.receivedAt), JSON.stringify(entry), dead(reason)),
    backlog: async () => {
      const names = await waiting();
      const oldestAt = names[0] === undefined ? undefined : arrivalOf(names[0]);
      return { waiting: names.length, oldestAt, dead: (await namesBelow(store, DEAD)).length };
    },
  };
}

async function namesBelow(store: KeyValueStore, prefix: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ prefix, ...(cursor !== undefined && { cursor }) });
    names.push(...page.keys.map(({ name }) => name.slice(prefix.length)));
    cursor = page.list_complete ? undefined : page.cursor;
  } while (cursor !== undefined);
  return names;
}

function dead(reason: string): PutOptions {
  return { expirationTtl: DEAD_SECONDS, metadata: { reason: reason.slice(0, 500) } };
}

interface PutOptions {
  expirationTtl?: number;
  metadata?: Record<string, string>;
}

/** What is needed of a KV namespace. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: PutOptions): Promise<void>;
  delete(key: string): Promise<void>;
  list(options: { prefix: string; cursor?: string }): Promise<KeyPage>;
}

interface KeyPage {
  keys: { name: string }[];
  list_complete: boolean;
  cursor?: string;
}
