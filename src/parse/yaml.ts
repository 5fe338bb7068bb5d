import { CORE_SCHEMA, dump, EVENT_ID, type Event, load, parseEvents, YAMLException } from 'js-yaml';
import type { Position } from '../problems/problem.ts';

// Times stay text in the core schema, so that a missing zone can be told from UTC.
const OPTIONS = { schema: CORE_SCHEMA, maxDepth: 20, maxAliases: 20 };

/** The value of a YAML document; an empty one is an empty mapping. Throws `YamlError`. */
export function parseYaml(text: string): unknown {
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) return {};
  try {
    return load(text, OPTIONS);
  } catch (error) {
    throw new YamlError(error, text);
  }
}

/** A value as YAML that `parseYaml` reads back as it was. */
export function printYaml(value: object): string {
  return dump(value, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });
}

/** Where parsing stopped, counted from the first line of the YAML text. */
export class YamlError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(cause: unknown, text: string) {
    const mark = cause instanceof YAMLException ? cause.mark : undefined;
    super(cause instanceof YAMLException ? cause.reason : 'it cannot be read', {
      cause,
    });
    const lines = text.split('\n');
    this.line = Math.min((mark?.line ?? 0) + 1, lines.length);
    this.column = (mark?.column ?? 0) + 1;
  }
}

/**
 * Where the value at `path` stands. With `key`, where its name stands. Falls back to the nearest
 * parent that is there, so that a missing field points at its owner.
 */
export function locate(text: string, path: readonly PropertyKey[], key = false): Position {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: OPTIONS.maxDepth });
  } catch {
    return { line: 1, column: 1, length: 0 };
  }
  const found = walk(text, events, path, key);
  const before = text.slice(0, found.start).split('\n');
  const length = Math.max(0, found.end - found.start);
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    length,
  };
}

interface Span {
  start: number;
  end: number;
}

function walk(text: string, events: Event[], path: readonly PropertyKey[], key: boolean): Span {
  let cursor = 0;
  let best: Span = { start: 0, end: 0 };

  function skip(): void {
    let depth = 0;
    do {
      const event = events[cursor++];
      if (!event) return;
      if (event.type === EVENT_ID.POP) depth--;
      else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) depth++;
    } while (depth > 0);
  }

  function descend(rest: readonly PropertyKey[]): void {
    const event = events[cursor];
    if (!event) return;
    const [wanted, ...deeper] = rest;
    if (event.type === EVENT_ID.SCALAR) best = scalarSpan(event);
    if (wanted === undefined) return;
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return;
    const inMapping = event.type === EVENT_ID.MAPPING;
    cursor++;
    for (let index = 0; events[cursor] && events[cursor]?.type !== EVENT_ID.POP; index++) {
      const name = events[cursor];
      if (inMapping) skip();
      const nameSpan = name?.type === EVENT_ID.SCALAR ? scalarSpan(name) : undefined;
      const here = inMapping
        ? nameSpan && text.slice(nameSpan.start, nameSpan.end) === String(wanted)
        : index === wanted;
      if (!here) {
        skip();
        continue;
      }
      if (nameSpan && inMapping) best = nameSpan;
      if (deeper.length > 0 || !key) descend(deeper);
      return;
    }
  }

  while (events[cursor]?.type === EVENT_ID.DOCUMENT) cursor++;
  descend(path);
  return best;
}

function scalarSpan(event: Extract<Event, { valueStart: number }>): Span {
  return { start: event.valueStart, end: event.valueEnd };
}
