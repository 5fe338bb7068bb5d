import { placeOf, type Step } from '../actions/plan.ts';
import { plural } from '../problems/terminal.ts';
import { plainText } from '../views/markdown.ts';
import { shown } from './shown.ts';
import { tableLines } from './table.ts';

/** What is planned, a line for each step. */
export function stepLines(steps: readonly Step[]): string[] {
  const rows = steps.filter((step) => step.do !== 'tell').map(rowOf);
  const told = steps.flatMap((step) => (step.do === 'tell' ? [`! ${shown(step.why)}`] : []));
  return [...(rows.length > 0 ? tableLines(rows) : []), ...told];
}

/** The same for programs. */
export function stepJson(step: Step): object {
  if (!('item' in step)) return step;
  const { item, ...rest } = step;
  return { ...rest, item: { ref: item.ref, postmortem: item.postmortem.id, path: item.path, line: item.line } };
}

export function countWords({ created, changed, retired, edited }: Record<string, number>): string {
  const parts = [
    created ? `${plural(created, 'issue')} made` : '',
    changed ? `${changed} changed` : '',
    retired ? `${retired} closed as the same` : '',
    edited ? `${plural(edited, 'line')} written` : '',
  ].filter(Boolean);
  return parts.join(', ');
}

function rowOf(step: Step): string[] {
  switch (step.do) {
    case 'create':
      return [step.do, step.item.ref, placeOf(step.item), plainText(step.item.text)];
    case 'change':
      return [step.do, step.item.ref, `#${step.issue}`, step.why];
    case 'edit':
    case 'skip':
      return [step.do, step.item.ref, placeOf(step.item), step.why];
    case 'retire':
      return [step.do, '', `#${step.issue}`, `it is the same as #${step.keep}`];
    case 'tell':
      return [];
  }
}
