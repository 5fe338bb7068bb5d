/** The rows of a table by the names of its columns (RFC 4180). */
export function readTable(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ',') rows.push([]);
  }
  const [header = [], ...rest] = rows.slice(0, -1);
  return rest.map((cells) => {
    if (cells.length !== header.length) throw new Error(`A row has ${cells.length} cells, not ${header.length}.`);
    return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
  });
}
