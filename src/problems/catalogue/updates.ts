import { quote, type Sentence } from './sentence.ts';

/** What can be wrong with updates and their times, and with changes of what was published. */
export const UPDATES = {
  'update-heading': {
    say: (a: { heading: string; reason: string; corrected: string }): Sentence => [
      `This heading is nearly an update: ${a.reason}.`,
      `Write \`${a.corrected}\`.`,
    ],
  },
  'no-update': {
    say: (a: { example: string }): Sentence => [
      'The incident has no update, so nobody would learn what is going on.',
      `Add a heading such as \`${a.example}\` and a sentence below it.`,
    ],
  },
  'unclosed-code': {
    say: (a: { opening: string }): Sentence => [
      `The ${blockOf(a.opening)} is never closed, and swallows the updates below it.`,
      closingOf(a.opening),
    ],
  },
  'open-code': {
    level: 'warning',
    say: (a: { opening: string }): Sentence => [
      `The ${blockOf(a.opening)} is never closed, and would swallow the next update.`,
      closingOf(a.opening),
    ],
  },
  'lost-html': {
    level: 'warning',
    say: (a: { tag: string }): Sentence => [`"${a.tag}" will not be shown.`, `Write it as code: \`${a.tag}\`.`],
  },
  'text-before-update': {
    say: (a: { line: string }): Sentence => [
      `${quote(a.line)} stands above the first update and would not be shown.`,
      'Put it below an update heading, or into the field `impact`.',
    ],
  },
  'updates-out-of-order': {
    say: (a: { heading: string; before: string; line: number }): Sentence => [
      `The update ${quote(a.heading)} is earlier than the one before it, ${quote(a.before)} on line ${a.line}.`,
      'Correct the time, or move the update so that the oldest stands first.',
    ],
  },
  'update-in-future': {
    say: (a: { heading: string; now: string }): Sentence => [
      `The update ${quote(a.heading)} lies in the future; it is ${a.now} now.`,
      'Correct the time or its zone.',
    ],
  },
  'update-before-start': {
    say: (a: { heading: string; started: string; line: number }): Sentence => [
      `The update ${quote(a.heading)} is earlier than the start, ${a.started} on line ${a.line}.`,
      'Correct the start or the time of the update.',
    ],
  },
  'edited-too-early': {
    say: (a: { heading: string }): Sentence => [
      `The update ${quote(a.heading)} says it was edited before it was published.`,
      'Write the time of the edit after `edited`.',
    ],
  },
  'contradictory-times': {
    say: (a: { first: string; firstTime: string; second: string; secondTime: string; line: number }): Sentence => [
      `${quote(a.first)} is ${a.firstTime}, later than ${quote(a.second)}, ${a.secondTime} on line ${a.line}.`,
      'Correct one of the two.',
    ],
  },
  'resolved-without-update': {
    say: (a: { time: string; heading: string; line: number; corrected: string }): Sentence => [
      `"resolved" is ${a.time}, but the last update, ${quote(a.heading)} on line ${a.line}, does not say so.`,
      `Add \`${a.corrected}\` at the end of the file, or remove the field.`,
    ],
  },
  'records-in-future': {
    say: (a: { since: string; today: string }): Sentence => [
      `"recordsSince" is ${a.since}, which is in the future; until then nothing would be counted.`,
      `Write the day on which you began to write incidents down, such as ${a.today}.`,
    ],
  },
  'before-records': {
    level: 'warning',
    say: (a: { since: string; count: number; first: string }): Sentence => [
      `${a.count === 1 ? '1 incident' : `${a.count} incidents`} began before "recordsSince", ${a.since}; no figure counts ${a.count === 1 ? 'it' : 'them'}.`,
      `If the records before that day are complete, write ${a.first}.`,
    ],
  },
  'end-before-start': {
    say: (a: { start: string; end: string; line: number }): Sentence => [
      `"end" is ${a.end}, not later than "start", ${a.start} on line ${a.line}.`,
      'Correct one of the two.',
    ],
  },
  'not-an-update': {
    say: (a: { heading: string }): Sentence => [
      `${quote(a.heading)} is no update, and headings with one or two # begin one.`,
      'Write `## <date> <time> UTC · <state>` for an update, or `###` for a heading inside one.',
    ],
  },
  'unmarked-edit': {
    say: (a: { heading: string; since: string; corrected: string }): Sentence => [
      `The update ${quote(a.heading)} was published and reads differently since ${a.since}, but does not say it was edited.`,
      `Write \`${a.corrected}\`.`,
    ],
  },
  'silent-move': {
    say: (a: { since: string; stamp: string }): Sentence => [
      `The planned time changed since ${a.since}, but no update says so, so calendars and subscribers do not learn of it.`,
      `Add at the end: \`## ${a.stamp} UTC · scheduled\`, and below it what changed.`,
    ],
  },
  'rewritten-series': {
    say: (a: { since: string }): Sentence => [
      `The series was changed since ${a.since}, and with it the windows that are past: their times and addresses.`,
      'Take the change back; write the last day as `until`, and plan what follows in a file of its own.',
    ],
  },
  'removed-update': {
    say: (a: { heading: string; since: string }): Sentence => [
      `The published update ${quote(a.heading)} is gone since ${a.since}.`,
      'Put it back and mark it as edited; what people have read is corrected, not removed.',
    ],
  },
} as const;

function blockOf(opening: string): string {
  return opening === '<!--' ? 'comment opened by "<!--"' : `code block opened by ${quote(opening)}`;
}

function closingOf(opening: string): string {
  return opening === '<!--' ? 'Close it with `-->`.' : 'Close it with a line of the same marks.';
}
