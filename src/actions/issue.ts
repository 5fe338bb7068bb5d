import { isOneOfUs } from '../console/people.ts';

/** The label by which issues of action items are known. */
export const LABEL = 'action-item';

/** An issue as the host has it. */
export interface Issue {
  number: number;
  url: string;
  title: string;
  body: string;
  isOpen: boolean;
  /** Why it was closed, in the host's word. */
  reason: string | undefined;
  closedAt: number | undefined;
  created: string;
  labels: readonly string[];
  assignees: readonly string[];
  author: { login: string; type: string } | null;
  association: string;
}

/** What an issue's number leads to where it is no issue of the repository: it was deleted or cannot be seen, or is in another. */
export type Lost = 'gone' | 'moved';

/** How an item stands by its issue: `dropped` where somebody decided that it will not be done. */
export type IssueState = 'open' | 'done' | 'dropped';

export function stateOf({ isOpen, reason = 'completed' }: Issue): IssueState {
  if (isOpen) return 'open';
  return reason === 'completed' ? 'done' : 'dropped';
}

/** Whether its words can be those of this program: anybody may open an issue that only looks like one. */
export function isOurs({ author, association }: Issue): boolean {
  return isOneOfUs(author, association);
}

/** The number of an issue of a repository, however an item names it; nothing where it is elsewhere. */
export function numberIn(repository: string, written: string): number | undefined {
  const name = new URL(repository).pathname.slice(1).toLowerCase();
  const text = written.trim().replace(/^<(.*)>$/, '$1');
  const [, place, short] = /^([\w.-]+\/[\w.-]+)?#(\d{1,9})$/.exec(text) ?? [];
  if (short !== undefined) return place === undefined || place.toLowerCase() === name ? Number(short) : undefined;
  const [, base = '', number] = /^(https?:\/\/.+)\/issues\/(\d{1,9})(?:[#?].*)?$/.exec(text) ?? [];
  return base.toLowerCase() === repository.toLowerCase() ? Number(number) : undefined;
}
