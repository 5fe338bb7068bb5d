import type { Answers } from './answers.ts';

/** One option, as its help tells it. */
export interface Option {
  name: string;
  /** What follows it; nothing where it stands alone. */
  value?: string;
  /** It may be given more than once. */
  many?: boolean;
  says: string;
}

export interface Subcommand {
  name: string;
  does: string;
  /** Whether it is about one that is there. */
  about: boolean;
  /** Whether its text may stand behind the id. */
  words?: boolean;
  /** What that is, where it is not what the command is called after. */
  noun?: string;
  examples: readonly string[];
  options: readonly Option[];
  /** Without which nothing can be done. */
  needs: readonly (keyof Answers & string)[];
  /** What else is asked for at a terminal. */
  asks?: readonly (keyof Answers & string)[];
}

/** `npm run <name> -- <subcommand>`. */
export interface Command {
  name: 'incident' | 'maintenance' | 'actions' | 'postmortem' | 'runbook';
  /** What people call one of them. */
  noun: string;
  /** What holds for all of them. */
  notes: readonly string[];
  subcommands: readonly Subcommand[];
}
