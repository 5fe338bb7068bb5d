/** Words that make people look for somebody to blame, with what to write instead. */
export interface BlamingWords {
  /** A word or a phrase; `*` stands for the rest of a word. */
  words: string;
  why: string;
  instead: string;
  /** Only where they are said of people: a machine may fail to start. */
  people?: boolean;
}

const END = 'it ends the search where it should begin';
const JUDGE = 'it judges a person';
const SUBJECT = 'it makes a person the subject of what did not happen';
const HINDSIGHT = 'it is only known now';

/** What is looked for where the site says nothing of its own. */
export const BLAMING: readonly BlamingWords[] = [
  { words: 'human error*', why: END, instead: 'what made the mistake easy to make and hard to notice' },
  { words: 'user error*', why: END, instead: 'what led people to do it' },
  { words: 'operator error*', why: END, instead: 'what the operator saw, and what was hidden from them' },
  { words: 'pilot error', why: END, instead: 'what the person saw, and what was hidden from them' },
  { words: 'finger trouble', why: END, instead: 'what made the slip easy to make and hard to take back' },
  { words: 'careless*', why: JUDGE, instead: 'what the person knew, and what the tool let them do' },
  { words: 'negligen*', why: JUDGE, instead: 'which check was not there' },
  { words: 'incompeten*', why: JUDGE, instead: 'what nobody had been shown' },
  { words: 'sloppy', why: JUDGE, instead: 'what was left out, and what would have caught it' },
  { words: 'stupid*', why: 'it judges a person or an idea', instead: 'what it led to' },
  { words: 'lazy', why: JUDGE, instead: 'what made the other way dearer', people: true },
  { words: 'should have known', why: HINDSIGHT, instead: 'where the knowledge was, and why it was not at hand' },
  {
    words: 'should have',
    why: 'it tells of a world that was not',
    instead: 'what happened, and what will be different',
    people: true,
  },
  {
    words: 'ought to have',
    why: 'it tells of a world that was not',
    instead: 'what happened, and what will be different',
    people: true,
  },
  { words: 'could have easily', why: 'it is only easy now', instead: 'what would have made it easy then' },
  { words: 'could easily have', why: 'it is only easy now', instead: 'what would have made it easy then' },
  {
    words: 'failed to',
    why: SUBJECT,
    instead: 'what they did, and what they expected it to do',
    people: true,
  },
  { words: 'neglected to', why: SUBJECT, instead: 'what they did instead, and why it made sense' },
  {
    words: 'forgot to',
    why: 'everybody forgets; a system that relies on memory will fail again',
    instead: 'what was to remind them',
    people: true,
  },
  {
    words: 'did not bother',
    why: JUDGE,
    instead: 'what they did instead, and why it made sense',
  },
  { words: 'to blame', why: 'it looks for somebody instead of something', instead: 'what contributed', people: true },
  { words: "'s fault", why: 'it looks for somebody instead of something', instead: 'what contributed', people: true },
  { words: 'obviously', why: 'it was not obvious to those who were there', instead: 'what was seen at the time' },
  { words: 'be more careful', why: 'care is not a plan', instead: 'what will stop the same slip next time' },
  { words: 'pay more attention', why: 'attention is not a plan', instead: 'what will be noticed without it' },
];

/** Who is meant where no name is said. */
const PEOPLE = new RegExp(
  `\\b(?:${[
    ...[
      'i',
      'we',
      'you',
      'he',
      'she',
      'they',
      'who',
      'somebody',
      'someone',
      'nobody',
      'anybody',
      'anyone',
      'everybody',
    ],
    ...['everyone', 'people', 'person', 'colleagues?', 'engineers?', 'developers?', 'operators?', 'admins?', 'on-call'],
    ...['administrators?', 'reviewers?', 'authors?', 'managers?', 'interns?', 'contractors?', 'responders?', 'teams?'],
    ...['support', 'staff', 'customers?', 'users?', 'commander', 'employees?', 'members?', 'us', 'them', 'his', 'her'],
  ].join('|')})\\b`,
  'iu',
);
/** Where a new thing may begin to be talked of. */
const CLAUSE =
  /[.!?;:,()–—]|\b(?:that|which|because|as|since|while|when|where|if|so|but|before|after|until|and (?=(?:the|a|an|our|its|their|this|that)\b))\b/giu;
/** Words of others stand between these. */
const QUOTED = /"[^"]{1,200}"|“[^”]{1,200}”|„[^“”]{1,200}[“”]|«[^»]{1,200}»/gu;
const NEAR_WORDS = 7;

export interface Blame {
  at: number;
  found: string;
  entry: BlamingWords;
}

/** Where blaming words stand in a text, longest phrase first; `names` are those of the people it is about. */
export function blamingIn(text: string, list: readonly BlamingWords[], names: readonly string[] = []): Blame[] {
  const own = text.replaceAll(QUOTED, (quote) => ' '.repeat(quote.length));
  const taken: [number, number][] = [];
  const sorted = [...list].sort((a, b) => b.words.length - a.words.length);
  const hits = sorted.flatMap((entry) =>
    [...own.matchAll(patternOf(entry.words))].flatMap((match) => {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.some(([start, end]) => from < end && to > start)) return [];
      taken.push([from, to]);
      if (entry.people && !isOfPeople(own, entry, from, to, names)) return [];
      return [{ at: from, found: match[0], entry }];
    }),
  );
  return hits.sort((a, b) => a.at - b.at);
}

/** Whether a person stands shortly before the words, in the same breath; or right behind them, as in "to blame us". */
function isOfPeople(
  text: string,
  { words: phrase }: BlamingWords,
  from: number,
  to: number,
  names: readonly string[],
): boolean {
  const before = text.slice(0, from);
  const last = [...before.matchAll(CLAUSE)].at(-1);
  const near = before
    .slice(last ? last.index + last[0].length : 0)
    .trim()
    .split(/\s+/)
    .slice(-NEAR_WORDS)
    .join(' ');
  const next = phrase.startsWith('to ') ? (/^(?:\s+\S+){1,3}/.exec(text.slice(to))?.[0] ?? '') : '';
  return [near, next].some((words) => PEOPLE.test(words) || names.some((name) => words.includes(name)));
}

function patternOf(words: string): RegExp {
  const escaped = words
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll("'", "['’]")
    .replaceAll('*', '\\w*')
    .replaceAll(' ', '\\s+');
  return new RegExp(`${/^\w/.test(words) ? '\\b' : ''}${escaped}${/[\w*]$/.test(words) ? '\\b' : ''}`, 'giu');
}
