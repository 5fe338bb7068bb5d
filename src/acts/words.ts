import { saysSomething } from '../parse/visible.ts';
import { didYouMean } from '../problems/suggest.ts';
import { isTimeZone } from '../schema/oncall.ts';
import { cleanText } from '../schema/text.ts';
import {
  IMPACT_TEXT,
  IMPACT_WORDS,
  type Impact,
  INCIDENT_STATES,
  type IncidentState,
  readImpact,
} from '../schema/words.ts';
import type { Hits } from './act.ts';
import { quoted } from './desk.ts';
import { refuse } from './refusal.ts';

export function readState(word: string): IncidentState {
  const wanted = word.trim().toLowerCase();
  return (
    INCIDENT_STATES.find((state) => state === wanted) ??
    refuse(`${quoted(word)} is no state of an incident.`, didYouMean(wanted, INCIDENT_STATES))
  );
}

/** How hard components are hit; whether they exist is seen once the file is read. */
export function readHits(hits: Hits): Record<string, Impact> {
  return Object.fromEntries(
    Object.entries(hits).map(([component, word]) => {
      const impact = readImpact(word);
      return [
        component.trim(),
        impact ?? refuse(`${quoted(word)} is no impact on ${component}.`, didYouMean(word, IMPACT_WORDS)),
      ];
    }),
  );
}

/** Impacts as a file's fields have them. */
export function writtenHits(hits: Hits): Record<string, string> | undefined {
  const read = Object.entries(readHits(hits));
  return read.length === 0 ? undefined : Object.fromEntries(read.map(([id, impact]) => [id, IMPACT_TEXT[impact]]));
}

export function readZone(text: string): string {
  return isTimeZone(text) ? text : refuse(`${quoted(text)} is not a time zone.`, 'Write one such as `Europe/Berlin`.');
}

/** Words for the public: they must say something. */
export function readText(text: string): string {
  const clean = cleanText(text)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (saysSomething(clean)) return clean;
  return refuse('There is no text.', 'Say in a sentence or two what people notice, and what is being done about it.');
}
