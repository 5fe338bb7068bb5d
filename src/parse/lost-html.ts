import { SHOWN_ELEMENTS } from '../schema/html.ts';
import { type MarkdownNode, treeOf } from './sections.ts';

// Comments are left out on purpose by whoever writes them.
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const OPENING = /<([a-z][^\s<>/]*)[^<>]*>|<[?!][^<>]*>/gi;
const SHOWN = new Set([...SHOWN_ELEMENTS, 'h1', 'h2']);

/** What Markdown takes for HTML and no page or message shows: `<id>`, or the middle of `a<b and c>d`. */
export function lostHtml(markdown: string): string[] {
  return markdown.includes('<') ? [...new Set(lostIn(treeOf(markdown, false)))] : [];
}

function lostIn({ type, value = '', children = [] }: MarkdownNode): string[] {
  if (type !== 'html') return children.flatMap(lostIn);
  const tags = [...value.replaceAll(COMMENT, '').matchAll(OPENING)];
  return tags.flatMap(([tag, name]) => (name !== undefined && SHOWN.has(name.toLowerCase()) ? [] : [tag]));
}
