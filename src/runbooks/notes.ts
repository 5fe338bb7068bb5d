import { runbookMark } from '../domain/runbook.ts';
import type { Note } from '../schema/note.ts';
import { type Decided, type Event, endWords } from './journal.ts';

const MINUTE_MS = 60_000;
export const DECIDED = {
  done: 'done by hand',
  skipped: 'skipped',
  left: 'does not apply',
  passed: 'gone on, though it failed',
  read: 'read',
} as const satisfies Record<Decided, string>;

/** A guided run as entries of an internal timeline. */
export function notesOf(events: readonly Event[], titles: ReadonlyMap<string, string>): Words[] {
  const begun = events.find((event) => event.did === 'begin');
  if (begun?.did !== 'begin') return [];
  const mark = runbookMark(begun.runbook);
  return events.flatMap((event): Words[] => {
    const text = textOf(event, mark, titles);
    const at = event.at - (event.at % MINUTE_MS);
    return text === undefined ? [] : [{ at, who: begun.who, as: 'runbook', text }];
  });
}

function textOf(event: Event, mark: string, titles: ReadonlyMap<string, string>): string | undefined {
  switch (event.did) {
    case 'ran': {
      const { key, command, output, ended } = event;
      const said = output === '' ? [] : [fenced('text', output)];
      return [`${mark}, ${titled(key, titles)}`, fenced('sh', command), ...said, `It ${endWords(ended)}.`].join('\n\n');
    }
    case 'done':
    case 'skipped':
    case 'left':
    case 'passed':
      return `${mark}, ${titled(event.key, titles, DECIDED[event.did])}`;
    case 'note':
      return `${mark}, ${event.key}, note: ${event.text}`;
    case 'stopped':
      return `${mark}: stopped${event.after ? ` after ${event.after}` : ' before its first step'}.`;
    case 'finished':
      return `${mark}: walked to its end.`;
    default:
      return undefined;
  }
}

/** `Diagnosis 2, skipped: Does it let us in?` */
function titled(key: string, titles: ReadonlyMap<string, string>, how?: string): string {
  const title = titles.get(key.replace(/, command \d+$/, ''));
  return [how ? `${key}, ${how}` : key, ...(title ? [title] : [])].join(': ');
}

/** Code in a block that nothing in it can close. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}

type Words = Pick<Note, 'at' | 'who' | 'text'> & { as: 'runbook' };
