import type { Plan } from './decide.ts';
import type { IncidentDecision } from './decision.ts';

const DONE: Record<IncidentDecision['kind'], string> = {
  open: 'open',
  update: 'update',
  impact: 'update',
  acknowledge: 'acknowledge',
  resolve: 'resolve',
  withdraw: 'take back',
};

/** The message of a commit: ids and fixed words, never a word of an alert. */
export function commitMessage({ decisions, stories, edits }: Pick<Plan, 'decisions' | 'stories' | 'edits'>): string {
  const done = new Map<string, Set<string>>();
  for (const decision of decisions) {
    if (!('at' in decision)) continue;
    const words = done.get(decision.incident) ?? new Set();
    done.set(decision.incident, words.add(DONE[decision.kind]));
  }
  for (const { id } of [...stories, ...edits]) if (!done.has(id)) done.set(id, new Set(['note alerts']));
  const lines = [...done].map(([id, words]) => `incident ${id}: ${[...words].join(', ')}`).sort();
  if (lines.length === 0) return 'alerts: note what is not published\n';
  if (lines.length === 1) return `${lines[0]}\n`;
  return `alerts: ${lines.length} incidents\n\n${lines.join('\n')}\n`;
}
