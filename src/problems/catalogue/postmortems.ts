import { didYouMean } from '../suggest.ts';
import { quote, type Sentence } from './sentence.ts';

/** What a post-mortem may lack. */
export const POSTMORTEMS = {
  'missing-section': {
    level: 'warning',
    say: (a: { heading: string }): Sentence => [
      `There is no section ${quote(a.heading)}.`,
      `Add \`## ${a.heading}\`, even if it says only that there is nothing to say.`,
    ],
  },
  'misnamed-section': {
    level: 'warning',
    say: (a: { heading: string; near: string }): Sentence => [
      `${quote(a.heading)} is none of the usual parts of a post-mortem.`,
      `Did you mean "${a.near}"?`,
    ],
  },
  'empty-section': {
    level: 'warning',
    say: (a: { heading: string }): Sentence => [
      `The section ${quote(a.heading)} is empty.`,
      'Write it, or say why there is nothing.',
    ],
  },
  'template-text': {
    level: 'warning',
    say: (a: { heading: string }): Sentence => [
      `In ${quote(a.heading)} a prompt or an empty row of the template still stands.`,
      'Write what it asks for, and take out what is left of it.',
    ],
  },
  'timeline-order': {
    level: 'warning',
    say: (a: { time: string; before: string }): Sentence => [
      `The timeline goes back from ${a.before} to ${a.time}.`,
      'Put the row where it belongs, or write its day.',
    ],
  },
  'timeline-contradiction': {
    level: 'warning',
    say: (a: { name: string; time: string; known: string }): Sentence => [
      `The timeline has ${quote(a.name)} at ${a.time}, the incident at ${a.known}.`,
      'Correct whichever is wrong.',
    ],
  },
  'timeline-unread': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `The row ${quote(a.text)} tells no time that can be read.`,
      'Begin it with a time such as `14:05 UTC`.',
    ],
  },
  'timeline-unplaced': {
    level: 'warning',
    say: (a: { time: string }): Sentence => [
      `Nobody can tell which moment ${quote(a.time)} is.`,
      'Write its zone as UTC or as an offset such as +02:00, and its day where it is not that of the incident.',
    ],
  },
  'action-untracked': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `${quote(a.text)} is to be done and is no task line, so nobody can tick it.`,
      'Write it as `- [ ] What · owner: Who · due: 2026-12-05 · type: prevent`.',
    ],
  },
  'action-unowned': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [`${quote(a.text)} has no owner.`, 'Add ` · owner: ` and one name.'],
  },
  'action-undated': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `${quote(a.text)} has no day.`,
      'Add ` · due: ` and a day such as 2026-12-05.',
    ],
  },
  'action-type': {
    level: 'warning',
    say: (a: { type: string; types: readonly string[] }): Sentence => [
      `${quote(a.type)} is no type of action.`,
      didYouMean(a.type, a.types),
    ],
  },
  'action-vague': {
    level: 'warning',
    say: (a: { text: string }): Sentence => [
      `Nobody can tell when ${quote(a.text)} is done.`,
      'Say what will be there afterwards that is not there now.',
    ],
  },
  blaming: {
    level: 'warning',
    say: (a: { found: string; why: string; instead: string }): Sentence => [
      `${quote(a.found)}: ${a.why}.`,
      `Tell ${a.instead}.`,
    ],
  },
} as const;
