const FIRST = 2_000;
const LAST = 6_000;
const LONGEST_LINE = 1_000;

/** Keeps the beginning and the end of what a command says, however much that is. */
export function boundedOutput(): { add: (line: string) => void; text: () => string } {
  const first: string[] = [];
  const last: string[] = [];
  let room = FIRST;
  let held = 0;
  let leftOut = 0;
  return {
    add(line) {
      const cut = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
      if (last.length === 0 && room >= cut.length) {
        first.push(cut);
        room -= cut.length + 1;
        return;
      }
      last.push(cut);
      held += cut.length + 1;
      while (held > LAST && last.length > 1) {
        held -= (last.shift()?.length ?? 0) + 1;
        leftOut++;
      }
    },
    text: () => [...first, ...(leftOut > 0 ? [`… ${leftOut} lines left out …`] : []), ...last].join('\n').trimEnd(),
  };
}
