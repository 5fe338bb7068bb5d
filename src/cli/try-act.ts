import type { Desk } from '../acts/desk.ts';
import { type Performed, perform } from '../acts/perform.ts';
import { Refused } from '../acts/refusal.ts';
import type { Answers } from './answers.ts';
import type { Subject } from './subject.ts';

/** What answers come to, or why they cannot be. */
export function tryAct(subject: Subject, subcommand: string, answers: Answers, desk: Desk): Performed {
  try {
    return perform(subject.act(subcommand, answers, desk.now), desk);
  } catch (error) {
    if (error instanceof Refused) return { refusals: error.refusals };
    throw error;
  }
}
