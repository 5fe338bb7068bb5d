import { COLLECTION_STYLE, EVENT_ID, type Event, parseEvents } from 'js-yaml';

/** A file's lines with the fields at its top taken apart, so that one can be changed and every other line stays. */
export interface FieldLines {
  lines: string[];
  /** The line of the closing fence. */
  close: number;
  eol: string;
}

/** The lines of a file with YAML at its top, which must be readable. */
export function splitFields(text: string): FieldLines {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  return { lines, close: lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---'), eol };
}

/** Where a field stands: its lines, and those of each item where it is a list with one below the other. */
export interface FieldPlace {
  start: number;
  end: number;
  items: { start: number; end: number }[];
}

/** Where a field at the top stands; undefined where it is not there. */
export function placeOf({ lines, close }: FieldLines, name: string): FieldPlace | undefined {
  const yaml = `${lines.slice(1, close).join('\n')}\n`;
  const keys = keysOf(yaml);
  const index = keys.findIndex((key) => key.name === name);
  const key = keys[index];
  if (!key) return undefined;
  const start = lineAt(yaml, key.at) + 1;
  const next = keys[index + 1];
  let end = next ? lineAt(yaml, next.at) + 1 : close;
  // What is said right above the next field belongs to that.
  while (end > start + 1 && /^(?:#.*|\s*)$/.test(lines[end - 1] ?? '')) end--;
  const starts = [...new Set(key.items.map((at) => lineAt(yaml, at) + 1))];
  const isBlock = starts.length === key.items.length && starts.every((line) => /^\s*- /.test(lines[line] ?? ''));
  const items = isBlock ? starts.map((line, at) => ({ start: line, end: starts[at + 1] ?? end })) : [];
  return { start, end, items };
}

/** Puts lines in the place of a field, or behind the last field where it is not there yet. */
export function replaceField(file: FieldLines, name: string, lines: readonly string[]): void {
  const { start, end } = placeOf(file, name) ?? { start: file.close, end: file.close };
  file.lines.splice(start, end - start, ...lines);
  file.close += lines.length - (end - start);
}

/** Adds text behind the body, an empty line between. */
export function appendBody(file: FieldLines, text: string): void {
  while (file.lines.length > file.close + 1 && file.lines.at(-1)?.trim() === '') file.lines.pop();
  file.lines.push('', ...text.split('\n'));
}

interface Key {
  name: string;
  at: number;
  /** Where each item of its list begins. */
  items: number[];
}

function keysOf(yaml: string): Key[] {
  const events = parseEvents(yaml, {});
  let cursor = events.findIndex(({ type }) => type === EVENT_ID.MAPPING) + 1;
  if (cursor === 0) return [];
  const keys: Key[] = [];
  while (events[cursor] && events[cursor]?.type !== EVENT_ID.POP) {
    const name = events[cursor];
    cursor = after(events, cursor);
    const value = events[cursor];
    if (name?.type === EVENT_ID.SCALAR) {
      keys.push({
        name: yaml.slice(name.valueStart, name.valueEnd),
        at: name.valueStart,
        items: value?.type === EVENT_ID.SEQUENCE ? itemsIn(events, cursor) : [],
      });
    }
    cursor = after(events, cursor);
  }
  return keys;
}

function itemsIn(events: readonly Event[], sequence: number): number[] {
  const items: number[] = [];
  for (let cursor = sequence + 1; events[cursor]?.type !== EVENT_ID.POP; cursor = after(events, cursor)) {
    items.push(startOf(events, cursor));
  }
  return items;
}

function startOf(events: readonly Event[], index: number): number {
  const event = events[index];
  if (event?.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event?.type === EVENT_ID.MAPPING && event.style === COLLECTION_STYLE.BLOCK) return startOf(events, index + 1);
  return event && 'start' in event ? event.start : 0;
}

/** The event behind a whole value. */
function after(events: readonly Event[], start: number): number {
  let cursor = start;
  let depth = 0;
  do {
    const type = events[cursor++]?.type;
    if (type === undefined) return cursor;
    if (type === EVENT_ID.POP) depth--;
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
  } while (depth > 0);
  return cursor;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}
