import { printable } from '../problems/terminal.ts';

/** Text from content on one line, with nothing in it that steers a terminal. */
export function shown(text: string): string {
  return printable(text.replaceAll('\n', ' '));
}

/** The same, line by line. */
export function shownLines(text: string): string[] {
  return text.split('\n').map(printable);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const [last = ''] = items.slice(-1);
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
