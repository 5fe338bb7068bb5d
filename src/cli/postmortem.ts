import { type Desk, find } from '../acts/desk.ts';
import { lintAll } from '../learning/lint-all.ts';
import { templatesOf, usualTemplate } from '../learning/templates.ts';
import { postmortemAct } from './postmortem-act.ts';
import { POSTMORTEM } from './postmortem-commands.ts';
import { listPostmortems } from './postmortem-list.ts';
import { learningOf, postmortemCandidates } from './postmortems.ts';
import { lineQuestion } from './questions.ts';
import { shown } from './shown.ts';
import type { Question, Subject } from './subject.ts';

const template: Question = async ({ answers, desk, ask }) => {
  if (answers.template !== undefined || answers.id === undefined) return {};
  const all = templatesOf(desk.content);
  const { data } = find(desk, 'incident', answers.id);
  const isDue = learningOf(desk).some(({ incident, due }) => incident.id === answers.id && due !== undefined);
  const choices = all.map(({ id, use }) => ({ value: id, name: shown(`${id}  ${use}`) }));
  return { template: await ask.choose('What does it begin with?', choices, usualTemplate(all, data, isDue).id) };
};

export const postmortemSubject: Subject = {
  command: POSTMORTEM,
  act: postmortemAct,
  candidates: postmortemCandidates,
  questions: {
    new: [template],
    withdraw: [lineQuestion('why', 'Why is it taken back?')],
  },
  placeholders: () => ({ why: 'Why.' }),
  list: listPostmortems,
  remarks: ({ path, after }, subcommand) =>
    subcommand === 'review' || subcommand === 'publish'
      ? lintAll(
          after,
          after.entries.postmortem.filter(({ file }) => (file.origin ?? file.path) === path),
        )
      : [],
  next: nextSteps,
};

function nextSteps(subcommand: string, id: string, desk: Desk): string[] {
  if (subcommand === 'review') return [`  When it has been read: npm run postmortem -- publish ${id}`];
  if (subcommand !== 'new') return [];
  const { due, overdue } = learningOf(desk).find(({ incident }) => incident.id === id) ?? {};
  return [
    ...(due === undefined ? [] : [`  It ${overdue ? 'was' : 'is'} due on ${due}.`]),
    '  What waits to be written begins with "> **To write:**".',
    `  What is left: npm run postmortem -- lint ${id}`,
  ];
}
