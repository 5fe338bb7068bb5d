import { type Desk, find } from '../acts/desk.ts';
import { buildIncident, type Incident, impactsAt } from '../domain/incident.ts';
import { writtenMoment } from '../parse/print-update.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import { IMPACT_TEXT, IMPACT_WORDS, INCIDENT_STATES, ROLES } from '../schema/words.ts';
import { duration } from '../views/format.ts';
import type { Answers } from './answers.ts';
import type { Choice } from './asker.ts';
import { stateWords } from './incidents.ts';
import { choiceQuestion, componentChoices, lineQuestion, textQuestion } from './questions.ts';
import { shown } from './shown.ts';
import type { Asking, Question } from './subject.ts';

const NONE = 'none';
const STAYS = 'stays';

const title = lineQuestion('title', 'What is wrong, as somebody affected would say it?');
const severity = choiceQuestion('severity', 'How bad is it?', severities);
const words = textQuestion('Your words', notes);

/** What is asked for about incidents, by subcommand. */
export const INCIDENT_QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  new: [title, severity, components, words, next],
  update: [state, whileOpen(components), words, whileOpen(next)],
  resolve: [words],
  reopen: [components, words, next],
  note: [words],
  severity: [choiceQuestion('to', 'How bad is it?', severities)],
  assign: [
    choiceQuestion('role', 'Which role?', () => ROLES.map((role) => ({ value: role, name: role }))),
    lineQuestion('name', 'Who?'),
  ],
};

function severities({ desk }: Asking): Choice[] {
  return desk.content.entries.severity
    .toSorted((a, b) => a.data.level - b.data.level)
    .map(({ id, data }) => ({ value: id, name: shown(`${id}  ${data.summary}`) }));
}

async function state({ answers, desk, ask }: Asking): Promise<Answers> {
  const incident = incidentOf(answers, desk);
  if (answers.state !== undefined || !incident?.open) return {};
  const others = INCIDENT_STATES.filter((one) => one !== incident.state).map((one) => ({ value: one, name: one }));
  const chosen = await ask.choose('State?', [{ value: STAYS, name: `stays ${incident.state}` }, ...others]);
  return chosen === STAYS ? {} : { state: chosen };
}

async function components(asking: Asking): Promise<Answers> {
  const { answers, desk, ask } = asking;
  if (answers.component !== undefined) return {};
  const incident = incidentOf(answers, desk);
  const hits = incident ? impactsAt(incident, desk.now) : undefined;
  const note = (id: string): string => {
    const impact = hits?.get(id);
    return impact ? ` (${IMPACT_TEXT[impact]} now)` : '';
  };
  const message = incident ? 'What changes? None: all stay as they are.' : 'What is hit?';
  const picked = await ask.pick(message, componentChoices(asking, note));
  const component: string[] = [];
  for (const id of picked) {
    const offered = IMPACT_WORDS.filter((word) => hits !== undefined || word !== 'operational');
    const choices = offered.map((word) => ({ value: word, name: word }));
    component.push(`${id}=${await ask.choose(`How hard is ${id} hit?`, choices, 'degraded')}`);
  }
  return picked.length === 0 ? {} : { component };
}

async function next({ answers, desk, ask, check }: Asking): Promise<Answers> {
  if (answers.next !== undefined) return {};
  const level = answers.severity ?? incidentOf(answers, desk)?.severity;
  const cadence = desk.content.entries.severity.find(({ id }) => id === level)?.data.cadence;
  const usual = cadence === undefined ? NONE : duration(cadence);
  const right = (text: string): string | undefined =>
    text.trim() === NONE ? undefined : check({ ...answers, next: text });
  const text = await ask.line(`When will you write next? (30 min, 15:30 UTC, ${NONE})`, right, usual);
  return text.trim() === NONE ? {} : { next: text };
}

/** Asked only where the incident goes on once all is said. */
function whileOpen(question: Question): Question {
  return async (asking) => {
    const isOpen = incidentOf(asking.answers, asking.desk)?.open ?? true;
    return isOpen && asking.answers.state !== 'resolved' ? question(asking) : {};
  };
}

function notes({ answers, desk }: Asking): string[] {
  const incident = incidentOf(answers, desk);
  if (!incident)
    return [
      `A new incident: ${answers.title} (${answers.severity})`,
      'Say what people notice, and what is being done about it.',
    ];
  const last = incident.updates.at(-1);
  const said = last
    ? ['', `Last update, ${writtenMoment(last.at)} · ${last.stateAfter}:`, ...last.text.split('\n')]
    : [];
  return [`${incident.title} (${incident.severity}, ${stateWords(incident)})`, incident.id, ...said];
}

function incidentOf({ id }: Answers, desk: Desk): Incident | undefined {
  if (id === undefined) return undefined;
  const entry = find(desk, 'incident', id);
  return buildIncident(entry.id, entry.data, entry.updates as IncidentUpdate[]);
}
