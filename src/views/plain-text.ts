import { decodeEntities } from './entities.ts';
import { renderMarkdown } from './markdown.ts';

const LINK = /<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs;
const BLOCK = '(?:p|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|pre|h[3-6]|hr|dl|dt|dd|details|summary)';
const BLOCKS = new RegExp(`\\n?(</?${BLOCK}\\b[^<>]*>)\\n?`, 'g');
const PARAGRAPH_ENDS = /<\/(?:p|h[3-6]|pre|blockquote|ul|ol|table|dl|details)>/g;
const LINE_ENDS = /<br \/>\n?|<\/(?:tr|li|dt|dd|summary)>/g;
/** Markdown as text with its paragraphs, for readers that show no markup. Whoever prints it escapes it. */
export function paragraphs(source: string): string {
  return textOfHtml(renderMarkdown(source));
}

/** The same from HTML of our renderer. */
export function textOfHtml(html: string): string {
  const text = html
    .replaceAll(BLOCKS, '$1')
    .replaceAll(LINK, (_, href: string, label: string) => withAddress(label, href))
    .replaceAll(/<img [^>]*?alt="([^"]*)"[^>]*>/g, '$1')
    .replaceAll('<li>', '- ')
    .replaceAll(/<\/t[hd]>(?!<\/tr>)/g, ' | ')
    .replaceAll(PARAGRAPH_ENDS, '\n\n')
    .replaceAll(LINE_ENDS, '\n')
    .replaceAll(/<[^<>]*>/g, '');
  return decodeEntities(text)
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function withAddress(label: string, href: string): string {
  return !/^https?:/.test(href) || label === href ? label : `${label} (${href})`;
}
