import { NOTE_KINDS } from '../schema/note.ts';
import { INCIDENT_KINDS, INCIDENT_STATES, ROLES } from '../schema/words.ts';
import type { Option } from './command.ts';
import { AT, NEXT, TEXT } from './options.ts';
import { writingCommand } from './writing-command.ts';

const COMPONENT: Option = {
  name: 'component',
  value: 'api=degraded',
  many: true,
  says: 'a component and how hard it is hit: operational, degraded, "partial outage", "major outage"; once for each',
};
const STATE: Option = { name: 'state', value: 'identified', says: `${INCIDENT_STATES.join(', ')}` };
const SEVERITY: Option = { name: 'severity', value: 'sev2', says: 'how bad it is: a file in severities/' };

export const INCIDENT = writingCommand('incident', 'the open ones', [
  {
    name: 'new',
    does: 'opens an incident',
    about: false,
    examples: [
      'new',
      'new --title "Payments are slow" --severity sev2 --component api=degraded --text "Some payments take a minute."',
    ],
    options: [
      { name: 'title', value: '"…"', says: 'what is wrong, as somebody affected would say it' },
      SEVERITY,
      COMPONENT,
      ...TEXT,
      { ...STATE, says: `${STATE.says}; investigating where it is not given` },
      NEXT,
      { name: 'started', value: '"15 min ago"', says: 'when it began for users, where that was before' },
      { ...AT, says: `when the first update was, ${AT.says.slice('when, '.length)}` },
      { name: 'kind', value: 'performance', says: INCIDENT_KINDS.join(', ') },
      {
        name: 'tracking',
        value: 'https://…',
        says: 'the issue or chat in which it is worked on; the public never sees it',
      },
      { name: 'draft', says: 'only for the team until somebody confirms it' },
    ],
    needs: ['title', 'severity', 'text'],
  },
  {
    name: 'update',
    does: 'says more about one: its state, what is hit, when you will write next',
    about: true,
    examples: [
      'update --text "Still looking."',
      'update slow --state identified --component api=major --next "15:30 UTC" --text "A disk failed."',
    ],
    options: [
      { ...STATE, says: `${STATE.says}; it stays what it was where it is not given` },
      COMPONENT,
      ...TEXT,
      NEXT,
      AT,
    ],
    needs: ['text'],
  },
  {
    name: 'resolve',
    does: 'says that one is over',
    about: true,
    examples: ['resolve --text "Payments are back to normal."'],
    options: [...TEXT, AT],
    needs: ['text'],
  },
  {
    name: 'reopen',
    does: 'says that the trouble of one that was over is back',
    about: true,
    examples: ['reopen slow --component api=degraded --text "It is back. We are looking."'],
    options: [{ ...STATE, says: `${STATE.says}; investigating where it is not given` }, COMPONENT, ...TEXT, NEXT, AT],
    needs: ['id', 'text'],
  },
  {
    name: 'note',
    does: 'writes something down on the internal timeline of one; the public never reads it',
    about: true,
    words: true,
    examples: ['note', 'note slow "Took the release back." --as action', 'note slow --at "10 min ago" --text "…"'],
    options: [
      { name: 'as', value: 'decision', says: NOTE_KINDS.join(', ') },
      { name: 'who', value: '"…"', says: 'who writes, where it is not the name that git knows you by' },
      ...TEXT.map((one) => ({ ...one, says: one.says.replace('people read', 'the team reads') })),
      AT,
    ],
    needs: ['text'],
  },
  {
    name: 'ack',
    does: 'says that somebody has taken it on',
    about: true,
    examples: ['ack', 'ack slow --at "10 min ago"'],
    options: [AT],
    needs: [],
  },
  {
    name: 'severity',
    does: 'gives one another severity',
    about: true,
    examples: ['severity slow --to sev1'],
    options: [{ ...SEVERITY, name: 'to' }],
    needs: ['to'],
  },
  {
    name: 'assign',
    does: 'says who does what in one; the public does not read it, unless your site.yaml says so',
    about: true,
    examples: ['assign slow --role commander --name "Ana Lind"'],
    options: [
      { name: 'role', value: 'commander', says: ROLES.join(', ') },
      { name: 'name', value: '"…"', says: 'who' },
    ],
    needs: ['role', 'name'],
  },
  {
    name: 'confirm',
    does: 'publishes a draft, as it is or in other words',
    about: true,
    examples: ['confirm', 'confirm alert --severity sev2 --component api=degraded --text "We look into slow answers."'],
    options: [...TEXT, SEVERITY, COMPONENT],
    needs: [],
  },
]);
