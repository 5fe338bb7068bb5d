import { find } from '../acts/desk.ts';
import { writtenMoment } from '../parse/print-update.ts';
import type { Answers } from './answers.ts';
import { componentChoices, lineQuestion, textQuestion } from './questions.ts';
import { type Asking, checkOf, type Question } from './subject.ts';

const start = lineQuestion('start', 'When does work begin? (2026-12-01 02:00 UTC, 2 h)');

/** What is asked for about maintenance, by subcommand. */
export const MAINTENANCE_QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  plan: [
    lineQuestion('title', 'What will be done, as somebody affected would say it?'),
    start,
    length,
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

function notes({ answers, desk }: Asking): string[] {
  const { id, data, updates } = find(desk, 'maintenance', answers.id ?? '');
  const last = updates.at(-1);
  const said = last ? ['', `Last update, ${writtenMoment(last.at)}:`, ...last.text.split('\n')] : [];
  return [`${data.title}, planned for ${writtenMoment(data.start)}`, id, ...said];
}
