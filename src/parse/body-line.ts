import type { Entry } from './entry.ts';

/** The line of a file on which its text begins: the body is kept without the empty lines above it. */
export function firstLine({ file, bodyLine }: Pick<Entry, 'file' | 'bodyLine'>): number {
  const lines = file.text.split('\n').slice(bodyLine - 1);
  const empty = lines.findIndex((line) => line.trim() !== '');
  return bodyLine + Math.max(0, empty);
}
