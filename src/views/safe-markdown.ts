import sanitizeHtml from 'sanitize-html';
import { markdownToHtml } from 'satteri';
import { cleanLine, cleanText } from '../schema/text.ts';
import { SAFE } from './markdown.ts';
import { paragraphs } from './plain-text.ts';

// A tag, an entity that may hide one, or an address that does something.
const SUSPICIOUS = /<|&[#a-z]|(?:script|data|file|blob|view-source)\s*:/i;
const CODE =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))|(`+)(?!`)[^`][\s\S]*?(?<!`)\2(?!`)/gm;
const OPENING = /<(?!(?:https?:\/\/|mailto:)[^\s<>]*>)/g;
const SPECIAL = /[\\`*_[\]#|~]/g;
// Entities, because a backslash before an angle bracket can become part of an address that stands before it.
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const HARMLESS: sanitizeHtml.IOptions = {
  ...SAFE,
  allowedTags: [...SAFE.allowedTags, 'h1', 'h2', 'input'],
  transformTags: {},
};

/** One line of text as Markdown that shows exactly this text. */
export function inlineMarkdown(text: string): string {
  return cleanLine(text)
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(SPECIAL, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1');
}

/**
 * Markdown from content for programs that render it themselves: HTML in it stands as text. Where that cannot be had, all
 * of it is told as plain text.
 */
export function safeMarkdown(source: string): string {
  const text = cleanText(source).trim();
  if (!SUSPICIOUS.test(text)) return text;
  const shown = outsideCode(text, (piece) => piece.replaceAll(OPENING, '&lt;'));
  return isHarmless(shown) ? shown : paragraphs(source).split('\n').map(inlineLine).join('\n');
}

function inlineLine(line: string): string {
  return line.trim() === '' ? '' : inlineMarkdown(line);
}

function outsideCode(text: string, change: (piece: string) => string): string {
  let made = '';
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    made += change(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return made + change(text.slice(from));
}

/** Whether a renderer that lets everything pass makes nothing of it that ours would take out. */
function isHarmless(markdown: string): boolean {
  const { html } = markdownToHtml(markdown, { features: { frontmatter: false, gfm: { footnotes: false } } });
  return partsOf(html) === partsOf(sanitizeHtml(html, HARMLESS));
}

function partsOf(html: string): string {
  return (html.match(/<\/?[a-z][^\s<>/]*|(?:href|src)="[^"]*"/gi) ?? []).join(' ');
}
