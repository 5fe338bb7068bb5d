import type { Act } from '../acts/act.ts';
import type { Desk } from '../acts/desk.ts';
import type { Deed } from '../acts/perform.ts';
import type { Problem } from '../problems/problem.ts';
import type { Answers } from './answers.ts';
import type { Asker, Check } from './asker.ts';
import type { Command } from './command.ts';

/** One that a command may be about. */
export interface Candidate {
  id: string;
  /** What tells it from the others, on one line. */
  label: string;
}

export interface Candidates {
  /** The only one of these is meant where none is named. */
  meant: readonly Candidate[];
  /** Those to choose from, likeliest first. */
  offered: readonly Candidate[];
}

/** What is known when a question is asked. */
export interface Asking {
  answers: Answers;
  desk: Desk;
  ask: Asker;
  /** What would be refused of an answer, whatever the others will be. */
  check: (answers: Answers) => string | undefined;
}

export type Question = (asking: Asking) => Promise<Answers>;

/** What a command is about, and how it goes about it. */
export interface Subject {
  command: Command;
  act: (subcommand: string, answers: Answers, now: number) => Act;
  candidates: (subcommand: string, desk: Desk, answers: Answers) => Candidates;
  /** What is asked for where something is missing, in order; what is known is not asked. */
  questions: Readonly<Record<string, readonly Question[]>>;
  /** Answers that are right, in place of those that are not there yet. */
  placeholders: (desk: Desk) => Answers;
  /** What somebody may want to know before it is written; it keeps nothing back. */
  remarks?: (deed: Deed, subcommand: string) => Problem[];
  /** What to do once it is written, and what to know. */
  next?: (subcommand: string, id: string, desk: Desk) => string[];
  list: (desk: Desk, all: boolean) => { lines: string[]; json: unknown };
}

/** An answer's own check, from that of all answers. */
export function checkOf({ answers, check }: Asking, name: keyof Answers): Check {
  return (text) => check({ ...answers, [name]: text });
}
