/** Words that make people look for somebody to blame, with what to write instead. */
export interface BlamingWords {
  /** A word or a phrase; `*` stands for the rest of a word. */
  words: string;
  why: string;
  instead: string;
}

/** What is looked for where the site says nothing of its own. */
export const BLAMING: readonly BlamingWords[] = [
  {
    words: 'human error',
    why: 'it ends the search where it should begin',
    instead: 'what made the mistake easy to make and hard to notice',
  },
  { words: 'user error', why: 'it ends the search where it should begin', instead: 'what led people to do it' },
  {
    words: 'operator error',
    why: 'it ends the search where it should begin',
    instead: 'what the operator saw, and what was hidden from them',
  },
  { words: 'careless*', why: 'it judges a person', instead: 'what the person knew, and what the tool let them do' },
  { words: 'negligen*', why: 'it judges a person', instead: 'which check was not there' },
  { words: 'incompeten*', why: 'it judges a person', instead: 'what nobody had been shown' },
  { words: 'sloppy', why: 'it judges a person', instead: 'what was left out, and what would have caught it' },
  { words: 'stupid*', why: 'it judges a person or an idea', instead: 'what it led to' },
  {
    words: 'should have known',
    why: 'it is only known now',
    instead: 'where the knowledge was, and why it was not at hand',
  },
  {
    words: 'should have',
    why: 'it tells of a world that was not',
    instead: 'what happened, and what will be different',
  },
  { words: 'could have easily', why: 'it is only easy now', instead: 'what would have made it easy then' },
  {
    words: 'failed to',
    why: 'it makes a person the subject of what did not happen',
    instead: 'what they did, and what they expected it to do',
  },
  {
    words: 'neglected to',
    why: 'it makes a person the subject of what did not happen',
    instead: 'what they did instead, and why it made sense',
  },
  {
    words: 'forgot to',
    why: 'everybody forgets; a system that relies on memory will fail again',
    instead: 'what was to remind them',
  },
  { words: 'to blame', why: 'it looks for somebody instead of something', instead: 'what contributed' },
  { words: "'s fault", why: 'it looks for somebody instead of something', instead: 'what contributed' },
  { words: 'obviously', why: 'it was not obvious to those who were there', instead: 'what was seen at the time' },
  { words: 'be more careful', why: 'care is not a plan', instead: 'what will stop the same slip next time' },
  { words: 'pay more attention', why: 'attention is not a plan', instead: 'what will be noticed without it' },
];

/** Where blaming words stand in a line of text, longest phrase first. */
export function blamingIn(
  text: string,
  list: readonly BlamingWords[],
): { at: number; found: string; entry: BlamingWords }[] {
  const taken: [number, number][] = [];
  const sorted = [...list].sort((a, b) => b.words.length - a.words.length);
  const hits = sorted.flatMap((entry) =>
    [...text.matchAll(patternOf(entry.words))].flatMap((match) => {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.some(([start, end]) => from < end && to > start)) return [];
      taken.push([from, to]);
      return [{ at: from, found: match[0], entry }];
    }),
  );
  return hits.sort((a, b) => a.at - b.at);
}

function patternOf(words: string): RegExp {
  const escaped = words
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '\\w*')
    .replaceAll(' ', '\\s+');
  return new RegExp(`${/^\w/.test(words) ? '\\b' : ''}${escaped}${/[\w*]$/.test(words) ? '\\b' : ''}`, 'giu');
}
