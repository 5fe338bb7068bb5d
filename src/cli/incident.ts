import { incidentAct } from './incident-act.ts';
import { INCIDENT } from './incident-commands.ts';
import { listIncidents } from './incident-list.ts';
import { INCIDENT_QUESTIONS } from './incident-questions.ts';
import { incidentCandidates } from './incidents.ts';
import type { Subject } from './subject.ts';

export const incidentSubject: Subject = {
  command: INCIDENT,
  act: incidentAct,
  candidates: incidentCandidates,
  questions: INCIDENT_QUESTIONS,
  placeholders: ({ content }) => {
    const severity = content.entries.severity[0]?.id ?? '';
    return { title: 'Title', severity, to: severity, text: 'Text.', role: 'lead', name: 'Name' };
  },
  list: listIncidents,
};
