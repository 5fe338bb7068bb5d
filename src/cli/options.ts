import type { Option } from './command.ts';

/** What a person says in words. */
export const TEXT: readonly Option[] = [
  { name: 'text', value: '"…"', says: 'what people read, as Markdown; - reads it from standard input' },
  { name: 'file', value: 'text.md', says: 'the same, from a file' },
];

export const AT: Option = {
  name: 'at',
  value: '"10:15 UTC"',
  says: 'when, where it is not now: "2026-11-24 10:15 UTC", "10:15 UTC" (the last such time), "15 min ago"',
};

export const NEXT: Option = {
  name: 'next',
  value: '"15:30 UTC"',
  says: 'when the next word is promised: a time to come, or "30 min" from now',
};

/** How a change is written, whatever it is. */
export const WRITING: readonly Option[] = [
  { name: 'yes', says: 'do not ask before it is written; without a terminal nothing is asked at all' },
  { name: 'dry-run', says: 'show what would be read, and the change to the file; write nothing' },
  { name: 'json', says: 'for programs: ask nothing, print what was done, or why not, as JSON' },
  { name: 'push', says: 'write to the branch of the remote at once, never by force (or ALLCLEAR_PUSH=1)' },
  { name: 'remote', value: 'origin', says: 'which remote that is, where it is not the one that the branch follows' },
  { name: 'branch', value: 'main', says: 'the branch to write to, where it is not the one that is checked out' },
];

export const LISTING: readonly Option[] = [
  { name: 'all', says: 'those that are over, too' },
  { name: 'json', says: 'for programs' },
];
