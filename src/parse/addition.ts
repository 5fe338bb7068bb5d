import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import { INCIDENT_STATES } from '../schema/words.ts';
import { withIds } from './update-ids.ts';
import { readUpdates } from './updates.ts';

const PLACE = /^incidents\/\d{4}\/([^/]+)\/[^/]+\.md$/;

/** The incident that a file adds updates to: that whose name its folder has. */
export function additionOf({ path }: SourceFile): string | undefined {
  return PLACE.exec(path)?.[1];
}

/** Updates of an incident in a file of their own, so that one can be written without opening the incident's. */
export function parseAddition(file: SourceFile): { updates: IncidentUpdate[]; problems: Problem[] } {
  const { intro, introLine, updates, problems } = readUpdates(file.text, 1, INCIDENT_STATES, file);
  const [line = ''] = intro.split('\n');
  const stray =
    intro !== '' && problems.length === 0
      ? [problem('text-before-update', file, { line: introLine, length: line.length }, { line })]
      : problems;
  return { updates: stray.length > 0 ? [] : updates.map((update) => ({ ...update, file })), problems: stray };
}

/** An incident's own updates as they stand in its file, and those of other files at their times among them. */
export function withAdded(own: readonly IncidentUpdate[], added: readonly IncidentUpdate[]): IncidentUpdate[] {
  const updates = [...own];
  for (const update of [...added].sort((a, b) => a.at - b.at)) {
    updates.splice(updates.findLastIndex(({ at }) => at <= update.at) + 1, 0, update);
  }
  return withIds(updates);
}
