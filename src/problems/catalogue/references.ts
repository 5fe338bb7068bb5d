import { didYouMean } from '../suggest.ts';
import { quote, type Sentence } from './sentence.ts';

/** What can be wrong between files. */
export const REFERENCES = {
  'unknown-reference': {
    say: (a: { what: string; value: string; known: readonly string[] }): Sentence => [
      `There is no ${a.what} ${quote(a.value)}.`,
      didYouMean(a.value, a.known),
    ],
  },
  'orphan-postmortem': {
    say: (a: { incident: string; known: readonly string[] }): Sentence => [
      `The post-mortem belongs to ${quote(a.incident)}, and there is no such incident.`,
      `${didYouMean(a.incident, a.known.slice(0, 5))} Name the file like its incident, or set \`incident\`.`,
    ],
  },
  'dependency-cycle': {
    say: (a: { cycle: readonly string[] }): Sentence => [
      `The component needs itself: ${a.cycle.join(' → ')}.`,
      'Remove one `depends` in this circle.',
    ],
  },
  'unreachable-rule': {
    level: 'warning',
    say: (a: { before: string }): Sentence => [
      `No alert gets here: the rule ${quote(a.before)} is tried before it and fits all that this one fits.`,
      'Give this one a smaller `order`, narrow the other one, or remove one of the two.',
    ],
  },
  'alias-taken': {
    level: 'warning',
    say: (a: { alias: string; id: string; as: string }): Sentence => [
      `${quote(a.alias)} leads to the component ${quote(a.id)}, because it is ${a.as === 'alias' ? 'also an alias' : `the ${a.as}`} of that one.`,
      'Remove it from one of the two, or choose another word.',
    ],
  },
  'expired-silence': {
    level: 'warning',
    say: (a: { until: string }): Sentence => [
      `The silence ended at ${a.until} and keeps nothing back any more.`,
      'Remove the file, or write a later `until`.',
    ],
  },
  'unknown-placeholder': {
    say: (a: { place: string }): Sentence => [
      `${quote(a.place)} asks for nothing that an alert has, and would be published as it stands.`,
      'Write {{ title }}, {{ text }} or {{ labels.<name> }}.',
    ],
  },
  'unknown-message-place': {
    say: (a: { place: string; name: string; known: readonly string[] }): Sentence => [
      `${quote(a.place)} stands for nothing in a message, and would be sent as it stands.`,
      didYouMean(a.name, a.known),
    ],
  },
  'unknown-template-place': {
    say: (a: { place: string; name: string; known: readonly string[] }): Sentence => [
      `${quote(a.place)} is nothing that an incident can fill in.`,
      didYouMean(a.name, a.known),
    ],
  },
  'unknown-channel': {
    level: 'warning',
    say: (a: { value: string; known: readonly string[] }): Sentence => [
      `There is no channel ${quote(a.value)} in site.yaml, so nobody is told there.`,
      didYouMean(a.value, a.known),
    ],
  },
  'unusable-message': {
    say: (a: { reason: string }): Sentence => [
      `The prepared message cannot stand in an incident: ${a.reason}.`,
      'Write it as the text of an update: headings with ###, code blocks closed, no line that reads as a heading of an update.',
    ],
  },
} as const;
