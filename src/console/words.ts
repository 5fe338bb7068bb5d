import type { Hits } from '../acts/act.ts';
import { type Desk, quoted } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import { idsOf } from '../checks/content.ts';
import { readPromise } from '../parse/written-time.ts';
import { didYouMean, nearest } from '../problems/suggest.ts';
import { readDuration } from '../schema/fields.ts';
import { cleanLine } from '../schema/text.ts';
import { IMPACT_WORDS, INCIDENT_STATES, readImpact } from '../schema/words.ts';

const FIRST_WORD = /^([a-z][a-z0-9-]*)(?=[\s,;:·|]|$)(.*)$/is;
const PAIR =
  /^([a-z0-9]+(?:-[a-z0-9]+)*) *: *(degraded[ _-]performance|(?:partial|major)[ _-]outage|operational|degraded|partial|major|ok)(?![\w-])(.*)$/is;
const NEARLY_PAIR = /^([a-z0-9]+(?:-[a-z0-9]+)*) *: *([a-z-]+)/i;
const NEXT =
  /^next(?: update)?(?: by| at)?:? +((?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?: ?(?:UTC|GMT|Z)?(?:[+-]\d{1,2}(?::?\d\d)?)?))(?!\w|:\d)(.*)$/is;
const NEXT_IN = /^next(?: update)?(?: in)?:? +(\d+ ?(?:m|min|minutes?|h|hours?|days?))(?![\w-])(.*)$/is;
const TITLE = /^title:(.*)$/is;
const BETWEEN = /^[\s,;:·|]*(?:[—–-]\s+)?/;
/** What tells that the words for the public begin. */
const ENDS = /[:·|—–-]/;
const NEARLY_NEXT = /^next(?: update)?(?: by| at| in)?:? +\d/i;
/** Shorter words are too near to too many others. */
const LEAST_LETTERS = 4;
const BELOW = 'If it belongs to what people read, write that on the line below.';
const MOST_SHOWN = 60;
const MINUTE_MS = 60_000;

/** What can stand before the words for the public. */
export interface Words {
  title?: string;
  severity?: string;
  state?: string;
  components?: Hits;
  next?: number;
  /** What is left: the beginning of what people read. */
  rest: string;
}

export type Taken = Exclude<keyof Words, 'rest'>;

/** Reads what stands behind a command in any order, up to the first word that is none of it. What is nearly one is refused, never published. */
export function readWords(line: string, takes: readonly Taken[], desk: Desk): Words {
  const words: Words = { rest: line.trim() };
  const readOne = (name: Taken): boolean => words[name] === undefined && READERS[name](words, desk);
  let ends = true;
  while (takes.some(readOne)) {
    const [between = ''] = BETWEEN.exec(words.rest) ?? [];
    words.rest = words.rest.slice(between.length);
    ends = ENDS.test(between);
  }
  if (words.rest !== '' && !ends) refuseSentence(line.trim(), words.rest);
  return words;
}

const READERS: Record<Taken, (words: Words, desk: Desk) => boolean> = {
  title(words) {
    const [, title] = TITLE.exec(words.rest) ?? [];
    if (title === undefined) return false;
    words.title = cleanLine(title);
    words.rest = '';
    return true;
  },
  severity(words, { content }) {
    const found = wordOf(words.rest, idsOf(content, 'severity'));
    if (found) [words.severity, words.rest] = found;
    return found !== undefined;
  },
  state(words) {
    const found = wordOf(words.rest, INCIDENT_STATES);
    if (found) [words.state, words.rest] = found;
    return found !== undefined;
  },
  components(words, { content }) {
    const hits: Record<string, string> = {};
    for (let rest = words.rest; ; ) {
      const [, component = '', impact = '', more = ''] = PAIR.exec(rest) ?? [];
      if (component === '') {
        refuseNearlyPair(rest, idsOf(content, 'component'));
        break;
      }
      hits[component.toLowerCase()] = impact;
      words.rest = more;
      rest = /^\s*,\s*(.*)$/s.exec(more)?.[1] ?? '';
    }
    if (Object.keys(hits).length === 0) return false;
    words.components = hits;
    return true;
  },
  next(words, { now }) {
    const [, span, later = ''] = NEXT_IN.exec(words.rest) ?? [];
    if (span !== undefined) {
      const at = now + (readDuration(span) ?? 0);
      words.next = at - (at % MINUTE_MS);
      words.rest = later;
      return true;
    }
    const [, time, more = ''] = NEXT.exec(words.rest) ?? [];
    if (time === undefined) {
      if (NEARLY_NEXT.test(words.rest)) {
        refuse('The time of the next word cannot be read.', 'Write it as "next 15:30 UTC" or "next 30 min".');
      }
      return false;
    }
    const { at, reason, corrected } = readPromise(time, now);
    if (at === undefined || reason) return refuse(`${reason}.`, `Write it as "next ${corrected}".`);
    words.next = at;
    words.rest = more;
    return true;
  },
};

/** The first word where it is one of a list, and what stands behind it. */
function wordOf(text: string, list: readonly string[]): [word: string, rest: string] | undefined {
  const [, word = '', rest = ''] = FIRST_WORD.exec(text) ?? [];
  const meant = list.find((one) => one === word.toLowerCase());
  if (meant === undefined) {
    const near = word.length < LEAST_LETTERS || rest.startsWith(':') ? undefined : nearest(word, list);
    return near
      ? refuse(`${quoted(word)} is not one of: ${list.join(', ')}.`, `Did you mean "${near}"? ${BELOW}`)
      : undefined;
  }
  return [meant, rest];
}

function refuseSentence(line: string, rest: string): never {
  const read = line.slice(0, -rest.length).trimEnd();
  const shown = rest.length <= MOST_SHOWN ? rest : `${rest.slice(0, MOST_SHOWN).toWellFormed()}…`;
  return refuse(
    `${quoted(read)} may be meant for the program, or begin your sentence.`,
    `Write "${read} · ${shown}" if it is meant so. If people should read it, write "${read} ${shown}" on the line below.`,
  );
}

function refuseNearlyPair(text: string, components: readonly string[]): void {
  const [, name = '', word = ''] = NEARLY_PAIR.exec(text) ?? [];
  const component = name.toLowerCase();
  if (name === '' || readImpact(word)) return;
  if (!components.includes(component) && (name.length < LEAST_LETTERS || !nearest(component, components))) return;
  refuse(`${quoted(word)} is no impact on ${component}.`, `${didYouMean(word, IMPACT_WORDS)} ${BELOW}`);
}
