import sanitizeHtml from 'sanitize-html';
import { markdownToHtml } from 'satteri';
import { SHOWN_ELEMENTS } from '../schema/html.ts';
import { cleanText } from '../schema/text.ts';
import { decodeEntities } from './entities.ts';
import { withTaskWords } from './task-words.ts';

const ALIGNED = ['center', 'right'];

/** What may stand in HTML from content. */
export const SAFE = {
  allowedTags: [...SHOWN_ELEMENTS],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    th: ['class', 'colspan', 'rowspan'],
    td: ['class', 'colspan', 'rowspan'],
    ol: ['start'],
    abbr: ['title'],
    code: ['class'],
  },
  allowedClasses: { code: [/^language-[\w-]+$/], th: ALIGNED, td: ALIGNED },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    a: (tagName: string, attribs: sanitizeHtml.Attributes) => ({
      tagName,
      attribs: /^https?:/i.test(attribs['href'] ?? '') ? { ...attribs, rel: AWAY } : attribs,
    }),
    img: (tagName: string, attribs: sanitizeHtml.Attributes) => ({
      tagName,
      attribs: { alt: '', ...attribs, loading: 'lazy' },
    }),
    th: alignByClass,
    td: alignByClass,
    // The page owns its first two levels of headings.
    h1: 'h3',
    h2: 'h3',
  },
} satisfies sanitizeHtml.IOptions;

// What Markdown makes of text alone. Without an angle bracket in the source there is nothing to take out of it.
const BARE = /^(?:[^<]|<\/?(?:p|strong|em|del|code|pre|ul|ol|li|blockquote|h[3-6])>|<a href="https?:[^"<>]*">|<\/a>)*$/;
const AWAY = 'nofollow noopener noreferrer';
const FEATURES = { features: { frontmatter: false, gfm: { footnotes: false } } };
// Words, figures and ordinary punctuation on one line: nothing here means anything to Markdown.
const PLAIN = /^[\p{L}][\p{L}\p{N} ,.;:%'’"()/?!–—-]*$/u;

const EMPTY_HEAD = /<th((?: [^<>]*)?)><\/th>/g;

const BLOCK_TAG = /<\/?(?:p|br|hr|li|ul|ol|tr|td|th|table|h[1-6]|pre|blockquote|div)\b[^<>]*>/g;

/** Markdown from content as HTML that holds nothing but text, structure and ordinary links. */
export function renderMarkdown(source: string): string {
  const { html } = markdownToHtml(withTaskWords(cleanText(source)), FEATURES);
  if (source.includes('<') || !BARE.test(html)) return withoutEmptyHeads(sanitizeHtml(html, SAFE));
  return html.replaceAll(/<a href="(https?:[^"<>]*)">/g, `<a href="$1" rel="${AWAY}">`);
}

/** The words of Markdown without its marks, on one line. It is text: whoever prints it escapes it. */
export function plainText(source: string): string {
  if (PLAIN.test(source)) return source;
  const { html } = markdownToHtml(cleanText(source), { features: { frontmatter: false } });
  return decodeEntities(html.replaceAll(BLOCK_TAG, ' ').replaceAll(/<[^<>]*>/g, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A head without words names nothing; where it is a plain cell, the others have to say what they head. */
function withoutEmptyHeads(html: string): string {
  const plain = html.replaceAll(EMPTY_HEAD, '<td$1></td>');
  return plain === html ? html : plain.replaceAll(/<th(?=[ >])/g, '<th scope="col"');
}

/** Inline styles are refused by the page's policy, so a column is aligned by a class. */
function alignByClass(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const side = attribs['align'] ?? /text-align:\s*(\w+)/.exec(attribs['style'] ?? '')?.[1];
  return { tagName, attribs: side ? { ...attribs, class: side } : attribs };
}
