import { findWork } from '../acts/works.ts';
import { writtenMoment } from '../parse/print-update.ts';
import type { Answers } from './answers.ts';
import { componentChoices, lineOrUsual, lineQuestion, textQuestion } from './questions.ts';
import { type Asking, checkOf, type Question } from './subject.ts';

const start = lineQuestion('start', 'When does work begin? (2026-12-01 02:00 UTC, 2 h)');
const repeat = lineOrUsual('repeat', 'Does it come again? (every 2 weeks, FREQ=MONTHLY;BYDAY=1SU)', () => 'no');
const timezone = lineOrUsual('timezone', 'Where does it keep its hour?', ({ desk }) => desk.content.site.data.timezone);
const until = lineOrUsual('until', 'The last day on which it may begin? (2027-06-30)', () => 'none');

/** What is asked for about maintenance, by subcommand. */
export const MAINTENANCE_QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  plan: [
    lineQuestion('title', 'What will be done, as somebody affected would say it?'),
    start,
    length,
    repeat,
    ofSeries(timezone),
    ofSeries(until),
    components,
    textQuestion('Your words', ({ answers }) => [
      `A new maintenance: ${answers.title}`,
      'Say what will be done and what people notice.',
    ]),
  ],
  move: [start],
  update: [textQuestion('Your words', notes)],
};

async function length(asking: Asking): Promise<Answers> {
  const { answers, ask } = asking;
  if (answers.end !== undefined || answers.for !== undefined) return {};
  return { for: await ask.line('How long does it take? (45 min, 2 h)', checkOf(asking, 'for')) };
}

async function components(asking: Asking): Promise<Answers> {
  const { answers, ask, check } = asking;
  if (answers.component !== undefined) return {};
  const checkPicked = (ids: readonly string[]): string | undefined => check({ ...answers, component: [...ids] });
  return { component: await ask.pick('What is worked on?', componentChoices(asking), checkPicked) };
}

/** Asked only about what comes again. */
function ofSeries(question: Question): Question {
  return async (asking) => (asking.answers.repeat === undefined ? {} : question(asking));
}

function notes({ answers, desk }: Asking): string[] {
  const { id, title, start: planned, updates } = findWork(desk, answers.id ?? '', undefined).work;
  const last = updates.at(-1);
  const said = last ? ['', `Last update, ${writtenMoment(last.at)}:`, ...last.text.split('\n')] : [];
  return [`${title}, planned for ${writtenMoment(planned)}`, id, ...said];
}
