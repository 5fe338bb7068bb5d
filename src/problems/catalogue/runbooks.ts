import { didYouMean } from '../suggest.ts';
import { quote, type Sentence } from './sentence.ts';

/** What a runbook may lack. */
export const RUNBOOKS = {
  'empty-step': {
    level: 'warning',
    say: (a: { step: string }): Sentence => [
      `${a.step} says nothing to do.`,
      'Write a command below it, or what to do in words.',
    ],
  },
  'unknown-variable': {
    level: 'warning',
    say: (a: { name: string; known: readonly string[] }): Sentence => [
      `${quote(a.name)} is no variable of this runbook, so its place stays as it is.`,
      `${a.known.length > 0 ? `${didYouMean(a.name, a.known)} ` : ''}Declare it: \`variables: { ${a.name}: { about: … } }\`.`,
    ],
  },
  'unused-variable': {
    level: 'warning',
    say: (a: { name: string }): Sentence => [
      `No command asks for ${quote(a.name)}.`,
      `Write \`{{ ${a.name} }}\` where it belongs, or remove it.`,
    ],
  },
  'closed-variable': {
    level: 'warning',
    say: (a: { name: string }): Sentence => [
      `No value can be put in safely where ${quote(a.name)} stands.`,
      'Take it out of backticks, braces, arithmetic, comments and here-documents; give it to the command as a word.',
    ],
  },
  'variable-read-twice': {
    level: 'warning',
    say: (a: { name: string }): Sentence => [
      `Another shell reads ${quote(a.name)} once more, and might take its value for several words.`,
      `Say what it may look like: \`pattern: "[a-z0-9-]+"\`.`,
    ],
  },
} as const;
