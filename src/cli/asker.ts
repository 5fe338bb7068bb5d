export interface Choice {
  value: string;
  name: string;
}

/** What is wrong with an answer and what to write instead; nothing where it is right. */
export type Check = (answer: string) => string | undefined;

export interface Writing {
  /** What stands in the editor at first. */
  template: string;
  /** The words in what the editor leaves. */
  read: (text: string) => string;
  check: Check;
}

/** Somebody at a terminal. An answer that is not right is asked for again. */
export interface Asker {
  choose: (message: string, choices: readonly Choice[], chosen?: string) => Promise<string>;
  /** Any number of them. */
  pick: (
    message: string,
    choices: readonly Choice[],
    check?: (ids: readonly string[]) => string | undefined,
  ) => Promise<string[]>;
  line: (message: string, check: Check, usual?: string) => Promise<string>;
  /** Words that are there already, to be changed. */
  change: (message: string, text: string, check: Check) => Promise<string>;
  /** What must not be seen. */
  secret: (message: string, check: Check) => Promise<string>;
  agree: (message: string) => Promise<boolean>;
  /** Words of more than one line. */
  write: (message: string, writing: Writing) => Promise<string>;
}
