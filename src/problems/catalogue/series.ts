import { quote, type Sentence } from './sentence.ts';

/** What can be wrong with recurring maintenance. */
export const SERIES = {
  'bad-rule': {
    say: (a: { reason: string }): Sentence => [
      `The parts of "repeat" do not go together: ${a.reason}.`,
      'Write, for example, `every week` or `FREQ=MONTHLY;BYDAY=1SU`.',
    ],
  },
  'series-name': {
    say: (a: { name: string; first: string; expected: string }): Sentence => [
      `A series is named by the day of its first window, ${a.first}; this file is ${quote(a.name)}.`,
      `Rename it to ${quote(a.expected)}, or correct "start".`,
    ],
  },
  'not-in-rule': {
    say: (a: { first: string; days: readonly string[] }): Sentence => [
      `"start" is on ${a.first}, which is not a day that "repeat" gives.`,
      a.days[0] ? `Begin on ${a.days[0]}, or correct the rule.` : 'Correct the rule: it gives no day at all.',
    ],
  },
  'empty-series': {
    say: (): Sentence => [
      'No window is left of the series.',
      'Correct `until`, `except` or the rule; or delete the file.',
    ],
  },
  'series-too-long': {
    say: (a: { most: number }): Sentence => [
      `The series has had more than ${a.most} windows.`,
      'Begin it later: windows that nobody asks about any more need no page.',
    ],
  },
  'series-overlap': {
    say: (a: { day: string; next: string }): Sentence => [
      `The window of ${a.day} is not over when that of ${a.next} begins.`,
      'Write an earlier `end`, or repeat it less often.',
    ],
  },
  'unknown-occurrence': {
    say: (a: { of: string; near: readonly string[] }): Sentence => [
      `${quote(a.of)} has no window that begins then.`,
      a.near.length > 0 ? `Write when it was planned to begin: ${a.near.join(' or ')}.` : 'Correct the time.',
    ],
  },
  'occurrence-name': {
    say: (a: { name: string; expected: string }): Sentence => [
      `A file for this window of the series is called ${quote(a.expected)}; this one is ${quote(a.name)}.`,
      `Rename it to ${quote(a.expected)}, or correct the time.`,
    ],
  },
} as const;
