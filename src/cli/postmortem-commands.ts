import type { Command } from './command.ts';
import { writingNotes } from './help.ts';
import { LISTING, WRITING } from './options.ts';

const JSON_OPTION = { name: 'json', says: 'for programs' };

export const POSTMORTEM: Command = {
  name: 'postmortem',
  noun: 'post-mortem',
  notes: writingNotes('post-mortem', 'postmortems'),
  subcommands: [
    {
      name: 'new',
      does: 'begins one: timeline, durations, impact and links filled in from the incident',
      about: true,
      noun: 'incident',
      examples: ['new', 'new slow-labels --template security'],
      options: [
        {
          name: 'template',
          value: 'short',
          says: 'what it begins with, one of "templates"; the usual one for its kind and severity where it is not given',
        },
        ...WRITING,
      ],
      needs: [],
      asks: ['template'],
    },
    {
      name: 'review',
      does: 'says that others should read it now',
      about: true,
      examples: ['review slow-labels'],
      options: WRITING,
      needs: [],
    },
    {
      name: 'publish',
      does: 'lets everybody read it; what lint finds is shown first and refuses nothing',
      about: true,
      examples: ['publish slow-labels', 'publish slow-labels --on 2026-11-20'],
      options: [{ name: 'on', value: '2026-11-20', says: 'the day, where it is not today' }, ...WRITING],
      needs: [],
    },
    {
      name: 'withdraw',
      does: 'takes a published one back into a draft, with a word why; the team reads it, the public does not',
      about: true,
      examples: ['withdraw slow-labels --why "The numbers are being corrected."'],
      options: [{ name: 'why', value: '"…"', says: 'in a few words' }, ...WRITING],
      needs: ['id', 'why'],
    },
    {
      name: 'list',
      does: 'what is due, overdue and in work',
      about: false,
      examples: ['list', 'list --all'],
      options: [{ ...LISTING[0], name: 'all', says: 'those that are published, too' }, JSON_OPTION],
      needs: [],
    },
    {
      name: 'templates',
      does: 'what one can begin with, and when',
      about: false,
      examples: ['templates'],
      options: [JSON_OPTION],
      needs: [],
    },
    {
      name: 'lint',
      does: 'what is missing, empty, contradictory, unowned, or blames; a person decides what follows',
      about: false,
      examples: ['lint', 'lint slow-labels', 'lint --since main'],
      options: [
        { name: 'since', value: 'main', says: 'only those that have changed since then' },
        { name: 'json', says: 'for programs, with everything that was read: sections, timeline, actions' },
      ],
      needs: [],
    },
  ],
};
