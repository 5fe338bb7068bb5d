import { didYouMean } from '../suggest.ts';
import { quote, type Sentence } from './sentence.ts';

/** What can be wrong with internal timelines. */
export const LOGS = {
  'note-heading': {
    say: (a: { heading: string; reason: string; corrected: string }): Sentence => [
      `This heading is nearly one of an internal timeline: ${a.reason}.`,
      `Write \`${a.corrected}\`.`,
    ],
  },
  'not-a-note': {
    say: (a: { heading: string }): Sentence => [
      `The heading ${quote(a.heading)} begins no entry, so what stands below it would belong to the one before.`,
      'Begin it with a time and who writes, such as `## 2026-11-21 14:45 UTC · Ana Lind`, or use ### below an entry.',
    ],
  },
  'text-before-note': {
    say: (a: { line: string }): Sentence => [
      `${quote(a.line)} stands above the first entry and would not be shown.`,
      'Put it below a heading such as `## 2026-11-21 14:45 UTC · Ana Lind`.',
    ],
  },
  'orphan-log': {
    say: (a: { incident: string; known: readonly string[] }): Sentence => [
      `The log belongs to ${quote(a.incident)}, and there is no such incident.`,
      `${didYouMean(a.incident, a.known.slice(0, 5))} Name the file like its incident.`,
    ],
  },
  'no-such-incident': {
    say: (a: { id: string; ids: readonly string[] }): Sentence => [
      `The folder ${quote(a.id)} holds updates of an incident that is not there.`,
      `Name the folder like the incident's file, without ".md". ${didYouMean(a.id, a.ids)}`.trim(),
    ],
  },
} as const;
