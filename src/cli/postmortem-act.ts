import type { PostmortemAct } from '../acts/act.ts';
import { type Answers, given } from './answers.ts';

/** The act that a subcommand and its answers stand for. */
export function postmortemAct(name: string, { id = '', template, on, why = '' }: Answers): PostmortemAct {
  if (name === 'new') return { kind: 'begin', incident: id, ...given({ template }) };
  if (name === 'publish') return { kind: 'publish', postmortem: id, ...given({ on }) };
  if (name === 'withdraw') return { kind: 'withdraw', postmortem: id, why };
  return { kind: 'review', postmortem: id };
}
