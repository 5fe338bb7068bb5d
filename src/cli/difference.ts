/** The lines that go and come between two texts, each behind its sign; all others are left out. */
export function difference(before: string, after: string): string[] {
  const [old, now] = [before, after].map((text) => (text === '' ? [] : text.trimEnd().split('\n')));
  return changes(old ?? [], now ?? []);
}

function changes(before: readonly string[], after: readonly string[]): string[] {
  const start = before.findIndex((line, at) => line !== after[at]);
  const same = start < 0 ? before.length : start;
  const [old, now] = [before.slice(same), after.slice(same)];
  // How long the longest run of common lines is from each pair of lines on.
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      const next =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      (common[row] as Uint32Array)[column] = next;
    }
  }
  const lines: string[] = [];
  for (let row = 0, column = 0; row < old.length || column < now.length; ) {
    if (row < old.length && column < now.length && old[row] === now[column]) [row, column] = [row + 1, column + 1];
    else if (row < old.length && (column === now.length || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(`- ${old[row++]}`);
    } else lines.push(`+ ${now[column++]}`);
  }
  return lines;
}
