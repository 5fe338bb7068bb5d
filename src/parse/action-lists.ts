import type { ActionItem } from '../schema/action-item.ts';
import { readTask, readTasks } from './action-items.ts';
import { type MarkdownNode, type Section, wordsOf } from './sections.ts';

/** One thing to be done, however it was written. */
export interface WrittenAction {
  item: ActionItem;
  line: number;
  /** Whether it is a task line, so that it can be ticked and tracked. */
  isTask: boolean;
}

/** What is to be done: task lines anywhere, and whatever a section of actions lists as bullets or in a table. */
export function readActions(sections: readonly Section[], body: string, mdx: boolean): WrittenAction[] {
  const tasks = readTasks(body, mdx).map(({ item, line }) => ({ item, line, isTask: true }));
  const others = sections.filter(({ name }) => name === 'actions').flatMap(({ nodes }) => nodes.flatMap(listed));
  return [...tasks, ...others].sort((a, b) => a.line - b.line);
}

function listed(node: MarkdownNode): WrittenAction[] {
  const line = (one: MarkdownNode): number => one.position?.start.line ?? 1;
  if (node.type === 'list') {
    return (node.children ?? [])
      .filter(({ checked }) => typeof checked !== 'boolean')
      .map((item) => ({ item: readTask(false, wordsOf(firstParagraph(item))), line: line(item), isTask: false }));
  }
  if (node.type !== 'table') return [];
  const [head, ...rows] = (node.children ?? []).map((row) => (row.children ?? []).map((cell) => wordsOf(cell).trim()));
  const column = (pattern: RegExp): number => (head ?? []).findIndex((name) => pattern.test(name));
  const [what, owner, due] = [
    column(/action|what|task|item|to do/i),
    column(/owner|who|assignee/i),
    column(/due|when|by|date/i),
  ];
  return rows.map((cells, index) => {
    const text = cells[Math.max(0, what)] ?? '';
    const fields = [text, cells[owner] && `owner: ${cells[owner]}`, cells[due] && `due: ${cells[due]}`];
    return { item: readTask(false, fields.filter(Boolean).join(' · ')), line: line(node) + 2 + index, isTask: false };
  });
}

function firstParagraph(item: MarkdownNode): MarkdownNode {
  return item.children?.find(({ type }) => type === 'paragraph') ?? { type: 'text', value: '' };
}
