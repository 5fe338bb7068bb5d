import type { SourceFile } from '../problems/problem.ts';

/** The content as it is at the tip of the branch. */
export interface Head {
  /** Tells one state from the next. */
  commit: string;
  /** Files of the content folder by their paths in it, hidden ones at its top included. */
  files: readonly SourceFile[];
}

/** One file to write, or to remove where it has no text. */
export interface Change {
  /** Relative to the content folder. */
  path: string;
  text: string | undefined;
}

/**
 * A branch of a repository that changes can be written to, all of them or none. The branch may move between `read` and
 * `commit`; then nothing is written, and whoever asked reads again and decides anew.
 */
export interface Store {
  read(): Promise<Head>;
  commit(head: Head, message: string, changes: readonly Change[]): Promise<'committed' | 'moved'>;
}
