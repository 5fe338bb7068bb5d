import type { Option } from './command.ts';
import { TEXT } from './options.ts';
import { writingCommand } from './writing-command.ts';

const WINDOW: readonly Option[] = [
  { name: 'start', value: '"2026-12-01 02:00 UTC"', says: 'when work begins: a time to come, or "2 h" from now' },
  { name: 'end', value: '"2026-12-01 04:00 UTC"', says: 'when it is over' },
  { name: 'for', value: '"2 h"', says: 'the same, as how long it takes' },
];

const SERIES: readonly Option[] = [
  { name: 'repeat', value: '"every 2 weeks"', says: 'how often it comes again: in such words, or an RRULE' },
  {
    name: 'timezone',
    value: 'Europe/Berlin',
    says: "the zone of a --start and --end that name none, in which a series keeps its hour; the site's, unless given",
  },
  { name: 'until', value: '2027-06-30', says: 'the last day on which a window of a series may begin' },
];

export const MAINTENANCE = writingCommand('maintenance', 'what is planned, and what goes on, each window by itself', [
  {
    name: 'plan',
    does: 'announces one',
    about: false,
    examples: [
      'plan',
      'plan --title "New disks" --start "2026-12-01 02:00 UTC" --for "2 h" --component labels --text "Labels may be late."',
      'plan --title "Upkeep" --start "2026-12-06 03:00" --for "1 h" --repeat "every 4 weeks" --timezone Europe/Berlin --component labels --text "Labels may be late."',
    ],
    options: [
      { name: 'title', value: '"…"', says: 'what will be done, as somebody affected would say it' },
      ...WINDOW,
      { name: 'component', value: 'labels', many: true, says: 'a component that is worked on; once for each' },
      ...TEXT,
      ...SERIES,
      { name: 'owner', value: '"…"', says: 'who does the work; the public never sees it' },
    ],
    needs: ['title', 'start', 'end', 'component', 'text'],
  },
  {
    name: 'move',
    does: 'changes its times',
    about: true,
    examples: ['move upgrade --start "2026-12-02 02:00 UTC"'],
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
  { name: 'finish', does: 'says that it is done', about: true, examples: ['finish upgrade'], options: TEXT, needs: [] },
  {
    name: 'cancel',
    does: 'says that it will not be done',
    about: true,
    examples: ['cancel upgrade --text "The new version is not ready."', 'cancel upkeep --series'],
    options: [
      { name: 'series', says: 'end the series: the window that comes next is cancelled, and none comes after it' },
      ...TEXT,
    ],
    needs: [],
  },
  {
    name: 'update',
    does: 'says more about one',
    about: true,
    examples: ['update upgrade --text "Half of it is done."'],
    options: TEXT,
    needs: ['text'],
  },
]);
