import { ACTION_TYPES } from '../schema/action-item.ts';
import type { Command } from './command.ts';
import { WRITING } from './options.ts';

export const ACTIONS: Command = {
  name: 'actions',
  noun: 'action item',
  notes: [
    'An item is named by the reference that list shows, or by words of it that no other has.',
    'A change is a commit of that one line on the branch that is checked out; whatever else you have changed or staged stays.',
    'sync needs GITHUB_REPOSITORY (owner/name) and a GITHUB_TOKEN that may write issues; .github/people/actions.md tells its rules.',
    'It ends with 3 where GitHub did not let something be done; all else is done then.',
  ],
  subcommands: [
    {
      name: 'list',
      does: 'what follows from all post-mortems: overdue first, then what is due next, then what is done',
      about: false,
      examples: ['list --open', 'list --overdue --owner "Mira Holm"'],
      options: [
        { name: 'open', says: 'only what is not done' },
        { name: 'overdue', says: 'only what should be done by now' },
        { name: 'owner', value: '"Mira Holm"', says: 'only of whoever has this in their name' },
        { name: 'postmortem', value: 'slow-labels', says: 'only of post-mortems that have this in their id' },
        { name: 'type', value: 'prevent', says: `only of a type: ${ACTION_TYPES.join(', ')}` },
        { name: 'json', says: 'for programs' },
      ],
      needs: [],
    },
    {
      name: 'done',
      does: 'ticks an item, and writes the day behind it',
      about: true,
      examples: ['done 3fa2c', 'done "pool of five" --on 2026-11-20', 'done 3fa2c --undo'],
      options: [
        { name: 'on', value: '2026-11-20', says: 'the day it was done, where that is not today' },
        { name: 'undo', says: 'open it again' },
        ...WRITING,
      ],
      needs: [],
    },
    {
      name: 'sync',
      does: 'makes an issue on GitHub of each open item, and brings both together',
      about: false,
      examples: ['sync --dry-run', 'sync --push'],
      options: [
        {
          name: 'most',
          value: '150',
          says: 'how many times something is written on GitHub; the rest is done next time',
        },
        ...WRITING.filter(({ name }) => name !== 'yes'),
      ],
      needs: [],
    },
  ],
};
