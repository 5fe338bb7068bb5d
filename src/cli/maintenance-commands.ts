import type { Command, Option } from './command.ts';
import { writingNotes } from './help.ts';
import { LISTING, TEXT, WRITING } from './options.ts';

const WINDOW: readonly Option[] = [
  { name: 'start', value: '"2026-12-01 02:00 UTC"', says: 'when work begins: a time to come, or "2 h" from now' },
  { name: 'end', value: '"2026-12-01 04:00 UTC"', says: 'when it is over' },
  { name: 'for', value: '"2 h"', says: 'the same, as how long it takes' },
];

export const MAINTENANCE: Command = {
  name: 'maintenance',
  noun: 'maintenance',
  notes: writingNotes('maintenance'),
  subcommands: [
    {
      name: 'plan',
      does: 'announces one',
      about: false,
      examples: [
        'plan',
        'plan --title "New disks" --start "2026-12-01 02:00 UTC" --for "2 h" --component ledger --text "Payments may pause."',
      ],
      options: [
        { name: 'title', value: '"…"', says: 'what will be done, as somebody affected would say it' },
        ...WINDOW,
        { name: 'component', value: 'ledger', many: true, says: 'a component that is worked on; once for each' },
        ...TEXT,
        { name: 'owner', value: '"…"', says: 'who does the work; the public never sees it' },
      ],
      needs: ['title', 'start', 'end', 'component', 'text'],
    },
    {
      name: 'move',
      does: 'changes its times',
      about: true,
      examples: ['move disks --start "2026-12-02 02:00 UTC"'],
      options: [...WINDOW, ...TEXT],
      needs: ['start'],
    },
    {
      name: 'start',
      does: 'says that work has begun, where that is not at the planned time',
      about: true,
      examples: ['start'],
      options: TEXT,
      needs: [],
    },
    { name: 'finish', does: 'says that it is done', about: true, examples: ['finish disks'], options: TEXT, needs: [] },
    {
      name: 'cancel',
      does: 'says that it will not be done',
      about: true,
      examples: ['cancel disks --text "The disks have not arrived."'],
      options: TEXT,
      needs: [],
    },
    {
      name: 'update',
      does: 'says more about one',
      about: true,
      examples: ['update disks --text "Half of it is done."'],
      options: TEXT,
      needs: ['text'],
    },
    {
      name: 'list',
      does: 'what is planned, and what goes on',
      about: false,
      examples: ['list', 'list --all'],
      options: LISTING,
      needs: [],
    },
  ].map((one) =>
    one.name === 'list' ? one : { ...one, options: [...one.options, ...WRITING] },
  ) as Command['subcommands'],
};
