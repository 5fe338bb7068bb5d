import type { Command } from './command.ts';
import { WRITING } from './options.ts';

const WRITES = WRITING.filter(({ name }) => ['push', 'remote', 'branch'].includes(name));
const JSON_OUT = { name: 'json', says: 'for programs' };

export const RUNBOOK: Command = {
  name: 'runbook',
  noun: 'runbook',
  notes: [
    '`npm run runbook -- <id>` is the same as run. A runbook is named by any part of its id that no other has.',
    'Nothing runs before you have said so. Ctrl+C ends the command that runs, not the walk; at a question it stops the walk, which can be resumed.',
    "With --incident, what was done is written into the incident's internal timeline, without secrets, as one commit.",
  ],
  subcommands: [
    {
      name: 'run',
      does: 'walks through a runbook: each command is shown, and asked for before it runs',
      about: true,
      examples: [
        'label-database-pool',
        'run label-database-pool --incident slow-labels',
        'run webhook --set shop=shp_1a2b3c4d',
      ],
      options: [
        { name: 'incident', value: 'slow-labels', says: 'the incident in which it is walked, by any part of its id' },
        { name: 'set', value: 'shop=4711', many: true, says: 'a value that is known already; once for each' },
        { name: 'timeout', value: '"10 min"', says: 'how long a command may take; 10 min where it is not given' },
        { name: 'resume', says: 'go on where it was interrupted, without asking' },
        { name: 'who', value: '"…"', says: 'who walks, where it is not the name that git knows you by' },
        { name: 'dry-run', says: 'ask for values and show every command; run and write nothing' },
        { name: 'print', says: 'the same without asking, for paper or a pipe' },
        ...WRITES,
      ],
      needs: [],
    },
    {
      name: 'new',
      does: 'begins one from the template',
      about: true,
      examples: ['new printer-jam --component labels --rule label-latency --title "Labels do not print"'],
      options: [
        { name: 'title', value: '"…"', says: 'what is wrong, as somebody on duty would say it' },
        { name: 'component', value: 'labels', many: true, says: 'a component that it helps with; once for each' },
        { name: 'rule', value: 'label-latency', many: true, says: 'an alert rule that leads to it; once for each' },
        { name: 'dry-run', says: 'print it, and write nothing' },
      ],
      needs: [],
    },
    {
      name: 'list',
      does: 'which components and rules have none, which are stale, to which nothing leads',
      about: false,
      examples: ['list', 'list --strict'],
      options: [{ name: 'strict', says: 'exit code 1 where something is missing or stale' }, JSON_OUT],
      needs: [],
    },
    {
      name: 'reviewed',
      does: 'notes that one was read today and found right',
      about: true,
      examples: ['reviewed label-database-pool', 'reviewed label --until 2027-06-30'],
      options: [{ name: 'until', value: '2027-06-30', says: 'when it must be read again; in six months, unless said' }],
      needs: [],
    },
    {
      name: 'lint',
      does: 'what is missing, empty, or would go wrong when it is walked; of all of them without an id',
      about: true,
      examples: ['lint', 'lint label-database-pool'],
      options: [JSON_OUT],
      needs: [],
    },
  ],
};
