// A task-list line: `- [ ] What to do · owner: Mira Holm · due: 2026-12-05 · type: detect`.
const TASK = /^(\s*[-*] \[[ xX]\] )(.*)$/;
const INTERNAL = /^(?:owner|issue|cost):/i;

/** Post-mortem text without the parts of its action items that only the team may read. */
export function withoutInternalParts(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const task = TASK.exec(line);
      if (!task) return line;
      const parts = (task[2] ?? '').split(' · ').filter((part) => !INTERNAL.test(part.trim()));
      return `${task[1]}${parts.join(' · ')}`;
    })
    .join('\n');
}
