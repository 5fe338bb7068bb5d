import { nearest } from '../problems/suggest.ts';
import { isId, readInstant, slugOf } from '../schema/fields.ts';
import { IMPACT_WORDS, type Impact, readImpact } from '../schema/words.ts';
import { CLOCK, type MomentReading, readMoment, readPromise } from './written-time.ts';

/** What an update's heading says. */
export interface Heading {
  at: number;
  state?: string;
  impacts: Record<string, Impact>;
  next?: number;
  edited?: number;
}

export type Reading<Found> =
  | { kind: 'update'; heading: Found }
  | { kind: 'nearly'; reason: string; corrected: string }
  | { kind: 'other' };
export type HeadingReading = Reading<Heading>;

export const SEPARATOR = / ?[·•|] ?| [—–-] /u;
export const DATE = /(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/;
const DATED = new RegExp(`^${DATE.source}`);

/**
 * Reads a line as the heading of an update: `## 2026-11-21 15:15 UTC · identified · api: degraded`.
 * A line that is nearly one is told from ordinary text, and comes back with the line to write.
 */
export function readHeading(line: string, states: readonly string[]): HeadingReading {
  if (!CLOCK.test(line) && !DATE.test(line)) return { kind: 'other' };
  const [, marks = '', gap = '', rest = ''] = /^ {0,3}(#{0,6})(\s*)(.*)$/s.exec(line) ?? [];
  const bare = rest
    .replaceAll(/\s+/g, ' ')
    .replace(/ #+ ?$/, '')
    .trim();
  const text = bare.replace(/^(\*\*|__)(.*)\1$/, '$2');
  if (text.startsWith('#') || !looksLikeUpdate(text, marks.length, states)) return { kind: 'other' };
  const reading = readSegments(text, states);
  if (marks.length !== 2) reading.reasons.push('it needs exactly two # and a space');
  else if (gap === '') reading.reasons.push('a space is missing after ##');
  const [reason] = reading.reasons;
  if (reason === undefined) return { kind: 'update', heading: reading.heading };
  return { kind: 'nearly', reason, corrected: `## ${reading.corrected.join(' · ')}` };
}

/** A heading that begins with a date, or any line with a date, a time of day and a state in parts of their own. */
function looksLikeUpdate(text: string, marks: number, states: readonly string[]): boolean {
  if (marks > 0 && (DATED.test(text) || (CLOCK.test(text) && /\bUTC\b|\bGMT\b|[+-]\d{2}:\d{2}/.test(text))))
    return true;
  const segments = text.split(SEPARATOR);
  const timed = segments.some((segment) => DATED.test(segment) && CLOCK.test(segment));
  const stated = segments.some((segment) => stateWord(segment, states) !== undefined);
  return timed && stated && (marks > 0 || DATED.test(text));
}

interface Segments {
  heading: Heading;
  corrected: string[];
  reasons: string[];
}

function readSegments(text: string, states: readonly string[]): Segments {
  const segments = text.split(SEPARATOR).filter((segment) => segment.trim() !== '');
  const first =
    [DATED, DATE, CLOCK].map((part) => segments.findIndex((one) => part.test(one))).find((at) => at >= 0) ?? 0;
  const [time = ''] = segments.splice(first, 1);
  const moment = readMoment(time);
  const result: Segments = {
    heading: { at: moment.at ?? readInstant(moment.corrected) ?? 0, impacts: {} },
    corrected: [moment.corrected],
    reasons: moment.reason ? [moment.reason] : first > 0 ? ['the time must come first'] : [],
  };
  for (const segment of segments) readSegment(segment.trim(), states, result);
  const { heading, corrected, reasons } = result;
  if (heading.state === undefined && Object.keys(heading.impacts).length === 0) {
    if (reasons.length === 0) reasons.push('the state is missing');
    corrected.splice(1, 0, segments.length === 0 ? (states[0] ?? 'update') : 'update');
  }
  if (heading.state === 'update') delete heading.state;
  return result;
}

function readSegment(segment: string, states: readonly string[], result: Segments): void {
  const { heading, corrected, reasons } = result;
  const edited = /^edited(?: at)?:? (.+)$/i.exec(segment)?.[1];
  const next = /^next(?: update)?(?: by| at)?:? (.+)$/i.exec(segment)?.[1];
  if (edited !== undefined) {
    const moment = readMoment(edited);
    if (moment.at !== undefined) heading.edited = moment.at;
    note(moment, 'edited', result);
  } else if (next !== undefined) {
    const moment = readPromise(next, heading.at);
    if (moment.at !== undefined) heading.next = moment.at;
    note(moment, 'next update', result);
  } else if (segment.includes(':')) {
    const pairs = segment.split(',').flatMap((pair) => readPair(pair, result) ?? []);
    if (pairs.length > 0) corrected.push(pairs.join(', '));
  } else if (heading.state === undefined) {
    heading.state = readState(segment, states, reasons);
    corrected.push(heading.state);
  } else {
    reasons.push(`${JSON.stringify(segment)} is a second state`);
  }
}

function note(moment: MomentReading, label: string, { corrected, reasons }: Segments): void {
  if (moment.reason) reasons.push(moment.reason);
  corrected.push(`${label} ${moment.corrected}`);
}

function readState(segment: string, states: readonly string[], reasons: string[]): string {
  const words = [...states, 'update'];
  const word = stateWord(segment, states);
  if (word !== undefined) return word;
  reasons.push(`${JSON.stringify(segment)} is not a state; states are ${words.join(', ')}`);
  return nearest(segment, words) ?? words[0] ?? 'update';
}

function stateWord(segment: string, states: readonly string[]): string | undefined {
  const word = segment
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  return [...states, 'update'].find((state) => state === word);
}

function readPair(pair: string, { heading, reasons }: Segments): string | undefined {
  const at = pair.lastIndexOf(':');
  const name = (at < 0 ? pair : pair.slice(0, at)).trim();
  const component = isId(name) ? name : slugOf(name);
  const word = at < 0 ? '' : pair.slice(at + 1).trim();
  const impact = readImpact(word);
  if (component === '' || component === 'next' || component === 'edited') {
    reasons.push(`${JSON.stringify(pair.trim())} names no component`);
    return undefined;
  }
  if (component !== name) reasons.push(`${JSON.stringify(name)} is not an id; components are named by their ids`);
  if (impact) {
    heading.impacts[component] = impact;
    return `${component}: ${word}`;
  }
  reasons.push(`${JSON.stringify(word)} is not an impact; impacts are ${IMPACT_WORDS.join(', ')}`);
  const meant =
    nearest(word, IMPACT_WORDS) ?? (/down|out|offline|unavailable/i.test(word) ? 'major outage' : 'degraded');
  heading.impacts[component] = readImpact(meant) ?? 'degraded';
  return `${component}: ${meant}`;
}
