import { maintenanceAct } from './maintenance-act.ts';
import { MAINTENANCE } from './maintenance-commands.ts';
import { listMaintenance } from './maintenance-list.ts';
import { MAINTENANCE_QUESTIONS } from './maintenance-questions.ts';
import { maintenanceCandidates } from './maintenances.ts';
import type { Subject } from './subject.ts';

export const maintenanceSubject: Subject = {
  command: MAINTENANCE,
  act: maintenanceAct,
  candidates: maintenanceCandidates,
  questions: MAINTENANCE_QUESTIONS,
  placeholders: ({ content }) => ({
    title: 'Title',
    start: '1 h',
    for: '1 h',
    component: content.entries.component.slice(0, 1).map(({ id }) => id),
    text: 'Text.',
  }),
  list: listMaintenance,
};
