import { markdownToMdast, mdxToMdast } from 'satteri';
import type { ActionItem } from '../schema/action-item.ts';
import { isDay } from '../schema/fields.ts';

const FIELD = /^(owner|issue|cost|due|done|type)\s*:\s*(.*)$/i;
const SEPARATOR = /\s*[·|]\s*/;

interface Node {
  type: string;
  checked?: boolean | null;
  children?: Node[];
  position?: { start: { offset: number; line: number }; end: { offset: number; line: number } };
}

/** The task-list items of a post-mortem: `- [ ] What · owner: Who · due: 2026-12-05 · type: detect`. */
export function readActionItems(body: string, mdx: boolean): ActionItem[] {
  return readTasks(body, mdx).map(({ item }) => item);
}

/** The same with their lines in the body, from 1. */
export function readTasks(body: string, mdx: boolean): { item: ActionItem; line: number; lines: number }[] {
  let tree: Node;
  try {
    const read = mdx ? mdxToMdast : markdownToMdast;
    tree = read(body, { features: { frontmatter: false } }) as Node;
  } catch {
    // Text that is not MDX is a problem of its own, told where the file is checked.
    return [];
  }
  return [...tasks(tree)].map((task) => ({
    item: readTask(task.checked === true, sourceOf(task, body)),
    line: task.position?.start.line ?? 1,
    lines: linesOf(task),
  }));
}

function* tasks(node: Node): Generator<Node> {
  if (node.type === 'listItem' && typeof node.checked === 'boolean') yield node;
  for (const child of node.children ?? []) yield* tasks(child);
}

/** How many lines its first paragraph has. */
function linesOf(task: Node): number {
  const position = task.children?.find((child) => child.type === 'paragraph')?.position;
  return position ? position.end.line - position.start.line + 1 : 1;
}

/** What was written in the item's first paragraph, on one line. */
function sourceOf(task: Node, body: string): string {
  const position = task.children?.find((child) => child.type === 'paragraph')?.position;
  if (!position) return '';
  return body.slice(position.start.offset, position.end.offset).replaceAll(/\s+/g, ' ').trim();
}

/** What one says, from its words and the fields behind them. */
export function readTask(done: boolean, source: string): ActionItem {
  const words: string[] = [];
  const fields: Record<string, string> = {};
  for (const part of source.split(SEPARATOR)) {
    const [, name, value] = FIELD.exec(part) ?? [];
    if (name === undefined || value === undefined) words.push(part);
    else fields[name.toLowerCase()] = value.trim();
  }
  const { due, done: doneOn, type, owner, issue } = fields;
  return {
    text: words.join(' · '),
    done,
    ...(due !== undefined && isDay(due) && { due }),
    ...(doneOn !== undefined && isDay(doneOn) && done && { doneOn }),
    ...(type && { type }),
    ...(owner && { owner }),
    ...(issue && { issue }),
  };
}
