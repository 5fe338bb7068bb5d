import type { Command, Subcommand } from './command.ts';
import { writingNotes } from './help.ts';
import { LISTING, WRITING } from './options.ts';

/** A command that writes what people do about something, and lists what there is. */
export function writingCommand(
  name: 'incident' | 'maintenance',
  lists: string,
  subcommands: readonly Subcommand[],
): Command {
  const list = {
    name: 'list',
    does: lists,
    about: false,
    examples: ['list', 'list --all'],
    options: LISTING,
    needs: [],
  };
  return {
    name,
    noun: name,
    notes: writingNotes(name),
    subcommands: [...subcommands.map((one) => ({ ...one, options: [...one.options, ...WRITING] })), list],
  };
}
