import type { Entry } from '../parse/entry.ts';
import { readUpdates } from '../parse/updates.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { PLACE } from '../schema/rule.ts';
import { INCIDENT_STATES } from '../schema/words.ts';
import type { Content } from './content.ts';

/** What follows a message in an incident must still be read as what it is. */
const NEXT = '## 2026-01-01 00:00 UTC · resolved';

/** A rule's prepared messages must be able to stand in an incident, because nobody looks at them when they are published. */
export function checkRules(content: Content): Problem[] {
  return content.entries.rule.flatMap((entry) => [
    ...checkMessage(entry, entry.body, firstLine(entry)),
    ...checkMessage(entry, entry.data.ending ?? '', entry.at(['ending']).line),
    ...checkPlaces(entry),
  ]);
}

function checkMessage(entry: Entry<'rule'>, text: string, line: number): Problem[] {
  const { updates, problems, intro } = readUpdates(`${text}\n\n${NEXT}\n`, line, INCIDENT_STATES, entry.file);
  const [first] = problems;
  if (first) return [problem('unusable-message', entry.file, { line: first.line }, { reason: lower(first.message) })];
  if (updates.length !== 1) {
    const own = updates[0]?.line ?? line;
    return [problem('unusable-message', entry.file, { line: own }, { reason: 'it holds the heading of an update' })];
  }
  if (intro !== text.trim()) {
    return [problem('unusable-message', entry.file, { line }, { reason: 'it is not read as it stands' })];
  }
  return [];
}

function checkPlaces(entry: Entry<'rule'>): Problem[] {
  return entry.file.text.split('\n').flatMap((line, index) => {
    const place = /\{\{[^}]*(?:\}\})?/.exec(line.replaceAll(PLACE, ''))?.[0];
    if (place === undefined) return [];
    const at = { line: index + 1, column: line.indexOf(place) + 1, length: place.length };
    return [problem('unknown-placeholder', entry.file, at, { place })];
  });
}

function firstLine({ file, bodyLine }: Entry): number {
  const lines = file.text.split('\n').slice(bodyLine - 1);
  return (
    bodyLine +
    Math.max(
      0,
      lines.findIndex((line) => line.trim() !== ''),
    )
  );
}

function lower(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
