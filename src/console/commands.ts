/** What can be written in an issue, and what it does. */
export const COMMANDS = {
  confirm: {
    example: '/confirm sev2 api: degraded title: Some calls fail',
    does: 'publishes the report under your title, in the words that you write below it; severity and components as given, else as they stand',
  },
  dismiss: {
    example: '/dismiss',
    does: 'says that the report was nothing: takes its draft away and closes the issue; nothing is published',
  },
  open: {
    example: '/open sev2 api: degraded, web: partial outage title: Some calls fail',
    does: 'publishes an incident from an issue that has none, under your title, in the words that you write below it',
  },
  update: {
    example: '/update identified api: partial outage next 15:30 UTC',
    does: 'publishes your words; state, components and the promise of the next word only where something changes; `resolved` ends it like /resolve',
  },
  resolve: { example: '/resolve', does: 'publishes your words, ends the incident, and closes the issue' },
  reopen: { example: '/reopen', does: 'publishes your words: it goes on; and opens the issue again' },
  severity: { example: '/severity sev1', does: 'gives it another severity' },
  assign: {
    example: '/assign commander @mira',
    does: 'says who is commander, lead, communications, scribe or liaison',
  },
  ack: { example: '/ack', does: 'says that somebody has taken it on' },
  status: { example: '/status', does: 'tells how it stands' },
  help: { example: '/help', does: 'lists all of this' },
} as const satisfies Record<string, { example: string; does: string }>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
