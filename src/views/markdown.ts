import sanitizeHtml from 'sanitize-html';
import { markdownToHtml } from 'satteri';

const SAFE = {
  allowedTags: [
    ...[
      'p',
      'br',
      'hr',
      'blockquote',
      'pre',
      'code',
      'ul',
      'ol',
      'li',
      'strong',
      'em',
      'del',
      's',
      'sub',
      'sup',
      'kbd',
      'mark',
    ],
    ...[
      'a',
      'img',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'h3',
      'h4',
      'h5',
      'h6',
      'details',
      'summary',
      'dl',
      'dt',
      'dd',
      'abbr',
    ],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    th: ['align', 'colspan', 'rowspan'],
    td: ['align', 'colspan', 'rowspan'],
    ol: ['start'],
    abbr: ['title'],
    code: ['class'],
  },
  allowedClasses: { code: [/^language-[\w-]+$/] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    a: (tagName: string, attribs: sanitizeHtml.Attributes) => ({
      tagName,
      attribs: /^https?:/i.test(attribs['href'] ?? '') ? { ...attribs, rel: 'nofollow noopener noreferrer' } : attribs,
    }),
    img: (tagName: string, attribs: sanitizeHtml.Attributes) => ({
      tagName,
      attribs: { alt: '', ...attribs, loading: 'lazy' },
    }),
    // The page owns its first two levels of headings.
    h1: 'h3',
    h2: 'h3',
  },
} satisfies sanitizeHtml.IOptions;

// Text with none of these can hold neither an element nor an address, so there is nothing to take out of it.
const HARMLESS = /^(?!.*www\.)[^<>&[\]:@\\]*$/s;

// Direction marks can make a sentence read differently than it is written.
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/;
const BLOCK_TAG = /<\/?(?:p|br|hr|li|ul|ol|tr|td|th|table|h[1-6]|pre|blockquote|div)\b[^>]*>/g;

/** Markdown from content as HTML that holds nothing but text, structure and ordinary links. */
export function renderMarkdown(source: string): string {
  const { html } = markdownToHtml(withoutControls(source), {
    features: { frontmatter: false, gfm: { footnotes: false } },
  });
  return HARMLESS.test(source) && !/<h[12]/.test(html) ? html : sanitizeHtml(html, SAFE);
}

/** The words of Markdown without its marks, on one line. It is text: whoever prints it escapes it. */
export function plainText(source: string): string {
  const { html } = markdownToHtml(withoutControls(source), { features: { frontmatter: false } });
  return decodeEntities(html.replaceAll(BLOCK_TAG, ' ').replaceAll(/<[^>]*>/g, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function withoutControls(text: string): string {
  return CONTROLS.test(text) ? text.replaceAll(new RegExp(CONTROLS, 'g'), '') : text;
}

function decodeEntities(text: string): string {
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
  };
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
