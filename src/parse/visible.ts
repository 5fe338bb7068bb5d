import { isVisible } from '../schema/text.ts';
import { type MarkdownNode, treeOf } from './sections.ts';

/** Whether Markdown leaves anything to read once comments, marks and HTML are gone. */
export function saysSomething(markdown: string): boolean {
  return wordsIn(treeOf(markdown, false));
}

function wordsIn({ type, value, alt, children }: MarkdownNode): boolean {
  if (type === 'html') return false;
  return isVisible(value ?? alt ?? '') || (children ?? []).some(wordsIn);
}
