import { nearest } from '../problems/suggest.ts';
import { readInstant } from '../schema/fields.ts';
import { IMPACT_WORDS, type Impact, readImpact } from '../schema/words.ts';

/** What an update's heading says. */
export interface Heading {
  at: number;
  state?: string;
  impacts: Record<string, Impact>;
  next?: number;
  edited?: number;
}

export type HeadingReading =
  | { kind: 'update'; heading: Heading }
  | { kind: 'nearly'; reason: string; corrected: string }
  | { kind: 'other' };

const SEPARATOR = /\s*[·•|]\s*|\s+[—–-]\s+/u;
const LOOKS_DATED = /^\s{0,3}#{0,6}\s*\d{4}-\d{1,2}-\d{1,2}\b/;
const TIME =
  /^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(UTC|GMT|Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?$/i;
const CLOCK = /^(\d{1,2}:\d{2}) ?(UTC|GMT|Z|[+-]\d{2}:\d{2})$/i;
const DAY_MS = 86_400_000;

/**
 * Reads a line as the heading of an update: `## 2026-11-21 15:15 UTC · identified · api: degraded`.
 * A line that is nearly one is told from ordinary text, and comes back with the line to write.
 */
export function readHeading(line: string, states: readonly string[]): HeadingReading {
  if (!LOOKS_DATED.test(line)) return { kind: 'other' };
  const mark = /^(\s{0,3}#{0,6})(\s*)/.exec(line);
  const level = mark?.[1]?.trim().length ?? 0;
  if (level === 0 && !SEPARATOR.test(line)) return { kind: 'other' };
  const reading = readSegments(
    line
      .slice(mark?.[0].length)
      .replace(/\s#+\s*$/, '')
      .trim(),
    states,
  );
  const corrected = `## ${reading.corrected.join(' · ')}`;
  if (reading.reasons.length === 0 && level !== 2) reading.reasons.push('it needs exactly two # and a space');
  if (reading.reasons.length === 0 && mark?.[2] === '') reading.reasons.push('a space is missing after ##');
  const [reason] = reading.reasons;
  if (reason) return { kind: 'nearly', reason, corrected };
  return { kind: 'update', heading: reading.heading };
}

interface Segments {
  heading: Heading;
  corrected: string[];
  reasons: string[];
}

function readSegments(text: string, states: readonly string[]): Segments {
  const [first = '', ...rest] = text.split(SEPARATOR);
  const time = readTime(first);
  const result: Segments = {
    heading: { at: time.at ?? 0, impacts: {} },
    corrected: [time.corrected],
    reasons: time.reason ? [time.reason] : [],
  };
  for (const segment of rest.filter((part) => part.trim() !== '')) readSegment(segment.trim(), states, result);
  const { heading } = result;
  if (rest.length === 0) {
    result.reasons.push('the state is missing');
    result.corrected.push(states[0] ?? 'update');
  } else if (heading.state === undefined && Object.keys(heading.impacts).length === 0 && result.reasons.length === 0) {
    result.reasons.push('the state is missing');
    result.corrected.splice(1, 0, 'update');
  }
  if (heading.state === 'update') delete heading.state;
  return result;
}

function readSegment(segment: string, states: readonly string[], result: Segments): void {
  const { heading, corrected, reasons } = result;
  const edited = /^edited(?: at)?:? (.+)$/i.exec(segment);
  const next = /^next(?: update)?(?: by| at)?:? (.+)$/i.exec(segment);
  if (edited) {
    const time = readTime(edited[1] ?? '');
    if (time.at !== undefined) heading.edited = time.at;
    if (time.reason) reasons.push(time.reason);
    corrected.push(`edited ${time.corrected}`);
  } else if (next) {
    const time = readNext(next[1] ?? '', heading.at);
    if (time.at !== undefined) heading.next = time.at;
    if (time.reason) reasons.push(time.reason);
    corrected.push(`next update ${time.corrected}`);
  } else if (segment.includes(':')) {
    corrected.push(
      segment
        .split(',')
        .map((pair) => readPair(pair, result))
        .join(', '),
    );
  } else {
    corrected.push(readState(segment, states, result));
  }
}

function readState(segment: string, states: readonly string[], { heading, reasons }: Segments): string {
  const words = [...states, 'update'];
  const word = segment.toLowerCase().replaceAll(/[\s_-]+/g, ' ');
  if (heading.state !== undefined) reasons.push(`${JSON.stringify(segment)} is a second state`);
  if (words.includes(word)) {
    heading.state = word;
    return word;
  }
  reasons.push(`${JSON.stringify(segment)} is not a state; states are ${words.join(', ')}`);
  return nearest(word, words) ?? words[0] ?? segment;
}

function readPair(pair: string, { heading, reasons }: Segments): string {
  const at = pair.lastIndexOf(':');
  const component = pair.slice(0, at).trim();
  const word = pair.slice(at + 1).trim();
  const impact = readImpact(word);
  if (component === '' || at < 0) {
    reasons.push(`${JSON.stringify(pair.trim())} names no component`);
    return pair.trim();
  }
  if (impact) {
    heading.impacts[component] = impact;
    return `${component}: ${word}`;
  }
  reasons.push(`${JSON.stringify(word)} is not an impact; impacts are ${IMPACT_WORDS.join(', ')}`);
  return `${component}: ${nearest(word, IMPACT_WORDS) ?? 'degraded'}`;
}

interface TimeReading {
  at?: number;
  corrected: string;
  reason?: string;
}

function readTime(text: string): TimeReading {
  const match = TIME.exec(text.trim());
  if (!match) {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? '2026-11-21';
    return {
      corrected: `${day} 14:45 UTC`,
      reason: `${JSON.stringify(text)} is not a date, a time and a zone`,
    };
  }
  const [, day = '', clock = '', zone] = match;
  const time = clock.padStart(clock.length + (clock.indexOf(':') === 1 ? 1 : 0), '0');
  const offset = writtenOffset(zone ?? 'UTC');
  const corrected = `${day} ${time} ${offset}`;
  if (!zone) return { corrected, reason: 'the time has no zone' };
  const at = readInstant(corrected);
  if (at === undefined)
    return {
      corrected,
      reason: `${JSON.stringify(text)} is not a moment that exists`,
    };
  return { at, corrected };
}

function readNext(text: string, after: number): TimeReading {
  const match = CLOCK.exec(text.trim());
  if (!match) return readTime(text);
  const offset = writtenOffset(match[2] ?? 'UTC');
  const clock = (match[1] ?? '').padStart(5, '0');
  const corrected = `${clock} ${offset}`;
  const day = new Date(after).toISOString().slice(0, 10);
  const at = readInstant(`${day} ${clock} ${offset}`);
  if (at === undefined)
    return {
      corrected,
      reason: `${JSON.stringify(text)} is not a time of day`,
    };
  return { at: at < after ? at + DAY_MS : at, corrected };
}

/** `UTC`, or an offset as `+02:00`. */
function writtenOffset(zone: string): string {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!match) return 'UTC';
  return `${match[1]}${(match[2] ?? '').padStart(2, '0')}:${match[3] ?? '00'}`;
}
