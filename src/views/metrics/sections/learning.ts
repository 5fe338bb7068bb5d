import { within } from '../../../domain/metrics/book.ts';
import {
  type ActionVerdict,
  actionsFrom,
  type PostmortemVerdict,
  postmortemsDue,
} from '../../../domain/metrics/learning.ts';
import { capital, plural } from '../../format.ts';
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
  const { book, period, incidents, component } = scope;
  const { now } = book.snapshot;
  const about = new Set(component ? incidents : [...incidents, ...within(book.falseAlarms, period)]);
  const due = postmortemsDue(book, period, now).filter((one) => about.has(one.incident));
  const actions = actionsFrom(book, period, now).filter((one) => about.has(one.incident));
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
  if (due.length === 0) return '';
  const count = (...verdicts: PostmortemVerdict[]): number =>
    due.filter((one) => verdicts.includes(one.verdict)).length;
  const settled = count('on time', 'late', 'overdue');
  const waiting = count('not yet due');
  const parts = [
    settled > 0 && `${count('on time')} of ${plural(settled, 'post-mortem')} due came on time`,
    waiting > 0 &&
      `${plural(waiting, settled > 0 ? 'other' : 'post-mortem')} ${waiting === 1 ? 'is' : 'are'} not due yet`,
    count('day unknown') > 0 && `${count('day unknown')} came on a day that nobody wrote down`,
  ].filter((part) => part !== false);
  return `${parts.join('; ')}.`;
}

function actionAnswer(actions: readonly { verdict: ActionVerdict }[]): string {
  if (actions.length === 0) return '';
  const count = (...verdicts: ActionVerdict[]): number =>
    actions.filter((one) => verdicts.includes(one.verdict)).length;
  const [done, onTime, overdue] = [count('done on time', 'done late', 'done'), count('done on time'), count('overdue')];
  return `${plural(actions.length, 'action item')}: ${done} done, ${onTime} of them on time; ${overdue} overdue.`;
}
