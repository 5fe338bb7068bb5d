import { didYouMean } from '../suggest.ts';
import { quote, type Sentence } from './sentence.ts';

/** What can be wrong with a single field. */
export const FIELDS = {
  'unknown-key': {
    say: (a: { key: string; owner: string; known: readonly string[] }): Sentence => [
      `${quote(a.key)} is not a field of ${a.owner}.`,
      didYouMean(a.key, a.known),
    ],
  },
  'missing-key': {
    say: (a: { key: string; owner: string; example?: string }): Sentence => [
      `${quote(a.key)} is missing from ${a.owner}.`,
      a.example ? `Write, for example, \`${a.key}: ${a.example}\`.` : `Add a line \`${a.key}: …\`.`,
    ],
  },
  'wrong-type': {
    say: (a: { key: string; value: unknown; expected: string; example?: string }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}; it must be ${a.expected}.`,
      a.example ? `Write, for example, \`${a.example}\`.` : `Write ${a.expected}.`,
    ],
  },
  'wrong-value': {
    say: (a: { key: string; value: unknown; allowed: readonly string[] }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}, which is not one of: ${a.allowed.join(', ')}.`,
      didYouMean(String(a.value), a.allowed),
    ],
  },
  'wrong-format': {
    say: (a: { key: string; value: unknown; reason: string; example?: string }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}, which ${a.reason}.`,
      a.example ? `Write, for example, \`${a.example}\`.` : remedyFor(a.reason),
    ],
  },
  'no-zone': {
    say: (a: { key: string; value: string }): Sentence => [
      `${quote(a.key)} is ${quote(a.value)}, a time without its zone.`,
      `Write \`${a.value.replace(' ', 'T')}Z\` if that is UTC, or add an offset such as \`+01:00\`.`,
    ],
  },
} as const;

function remedyFor(reason: string): string {
  if (reason.startsWith('is longer')) return 'Shorten it.';
  if (reason.startsWith('is not after')) return 'Write a later time of the same day.';
  if (reason.startsWith('must not be empty')) return 'Write something, or remove the line.';
  return 'Correct it, or remove the line.';
}
