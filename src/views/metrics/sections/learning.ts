import {
  type ActionVerdict,
  actionsFrom,
  type PostmortemVerdict,
  postmortemsDue,
} from '../../../domain/metrics/learning.ts';
import { plural } from '../../format.ts';
import { countCell, type FigureView, type TableView } from '../figure.ts';
import type { Scope } from '../scope.ts';

const POSTMORTEM_VERDICTS: PostmortemVerdict[] = ['on time', 'late', 'overdue', 'not yet due', 'day unknown'];
const ACTION_VERDICTS: ActionVerdict[] = ['done on time', 'done late', 'done', 'overdue', 'open'];
const ACTION_WORDS: Record<ActionVerdict, string> = {
  'done on time': 'Done on time',
  'done late': 'Done late',
  done: 'Done, day not known',
  overdue: 'Overdue',
  open: 'Open, not yet due',
};

/** Whether post-mortems and what follows from them come when they were promised. */
export function learningFigure(scope: Scope): FigureView | undefined {
  const { book, period, incidents } = scope;
  const at = Math.min(period.to, book.snapshot.now);
  const about = new Set(incidents);
  const due = postmortemsDue(book, period, at).filter((one) => about.has(one.incident));
  const actions = actionsFrom(book, period, at).filter((one) => about.has(one.incident));
  if (due.length + actions.length === 0) return undefined;
  return {
    id: 'learning',
    question: 'Do we learn when we said we would?',
    answer: `${postmortemAnswer(due)} ${actionAnswer(actions)}`.trim(),
    chart: undefined,
    tables: [
      ...(due.length > 0
        ? [
            countTable(
              'Post-mortems promised',
              POSTMORTEM_VERDICTS.map((verdict) => [
                capital(verdict),
                due.filter((one) => one.verdict === verdict).length,
              ]),
            ),
          ]
        : []),
      ...(actions.length > 0
        ? [
            countTable(
              'Action items',
              ACTION_VERDICTS.map((verdict) => [
                ACTION_WORDS[verdict],
                actions.filter((one) => one.verdict === verdict).length,
              ]),
            ),
          ]
        : []),
    ],
  };
}

function countTable(caption: string, counts: (readonly [string, number])[]): TableView {
  return {
    caption,
    head: [caption, 'Count'],
    rows: counts
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({ head: { text: name }, cells: [countCell(count)] })),
  };
}

function postmortemAnswer(due: readonly { verdict: PostmortemVerdict }[]): string {
  const settled = due.filter((one) => one.verdict === 'on time' || one.verdict === 'late' || one.verdict === 'overdue');
  if (settled.length === 0) return due.length > 0 ? `${plural(due.length, 'post-mortem')} promised, none due yet.` : '';
  const kept = settled.filter((one) => one.verdict === 'on time').length;
  return `${kept} of ${plural(settled.length, 'post-mortem')} due came on time.`;
}

function actionAnswer(actions: readonly { verdict: ActionVerdict }[]): string {
  if (actions.length === 0) return '';
  const count = (...verdicts: ActionVerdict[]): number =>
    actions.filter((one) => verdicts.includes(one.verdict)).length;
  const done = count('done on time', 'done late', 'done');
  return `Of ${plural(actions.length, 'action item')} ${done} ${done === 1 ? 'is' : 'are'} done, ${count('done on time')} of them on time; ${count('overdue')} ${count('overdue') === 1 ? 'is' : 'are'} overdue.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
