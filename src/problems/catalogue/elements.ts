import { didYouMean } from '../suggest.ts';
import { quote, type Sentence } from './sentence.ts';

/** What can be wrong with the elements of post-mortems, and with addresses. */
export const ELEMENTS = {
  'mdx-syntax': {
    say: (a: { reason: string }): Sentence => [
      `This is not valid MDX: ${a.reason}.`,
      'Write `\\{` and `&lt;` where a brace or an angle bracket is meant as text.',
    ],
  },
  'mdx-code': {
    say: (a: { code: string }): Sentence => [
      `${quote(a.code)} is code; content holds none.`,
      'Write plain Markdown; what elements there are, such as `<Scale />`, is told in .github/people/postmortems.md.',
    ],
  },
  'mdx-element': {
    say: (a: { element: string; known: readonly string[] }): Sentence => [
      `There is no element ${quote(a.element)}.`,
      didYouMean(a.element, a.known),
    ],
  },
  'mdx-attribute': {
    say: (a: { name: string; element: string; known: readonly string[] }): Sentence => [
      `<${a.element}> has no attribute ${quote(a.name)}.`,
      a.known.length > 0 ? didYouMean(a.name, a.known) : `Write \`<${a.element} />\`.`,
    ],
  },
  'mdx-value': {
    say: (a: { name: string; element: string }): Sentence => [
      `${quote(a.name)} of <${a.element}> says nothing.`,
      `Write \`${a.name}="…"\`, in quotes.`,
    ],
  },
  'element-in-line': {
    level: 'warning',
    say: (a: { element: string }): Sentence => [
      `<${a.element}> stands inside of a line, so only its text is shown.`,
      'Give it lines of its own, an empty one before and after.',
    ],
  },
  'element-content': {
    level: 'warning',
    say: (a: { element: string; needs: string; example: string }): Sentence => [
      `<${a.element}> must stand around ${a.needs} and nothing else; now its text is shown as it stands.`,
      `Write ${a.needs} such as \`${a.example}\` between <${a.element}> and </${a.element}>, with empty lines around it.`,
    ],
  },
  'chart-kind': {
    level: 'warning',
    say: (a: { kind: string | undefined; known: readonly string[] }): Sentence => [
      a.kind === undefined ? 'Nobody says how <Chart> is drawn.' : `<Chart> cannot be drawn as ${quote(a.kind)}.`,
      a.kind === undefined ? 'Write `kind="bar"` or `kind="line"`.' : didYouMean(a.kind, a.known),
    ],
  },
  'chart-question': {
    level: 'warning',
    say: (): Sentence => ['<Chart> does not say what it answers.', 'Write `question="How many failed?"`.'],
  },
  'chart-size': {
    level: 'warning',
    say: (a: { columns: number; rows: number; most: number; mostRows: number }): Sentence => [
      `A table of ${a.columns} columns and ${a.rows} rows cannot be drawn.`,
      `Write 2 to ${a.most} columns, the names of the rows first, and 2 to ${a.mostRows} rows.`,
    ],
  },
  'chart-words': {
    level: 'warning',
    say: (a: { text: string; column: string }): Sentence => [
      `${quote(a.text)} in the column ${quote(a.column)} is no number, so nothing is drawn.`,
      'Write a number such as `1,904` or `0.8 s`, and `–` where there is none.',
    ],
  },
  'unsafe-address': {
    say: (a: { address: string }): Sentence => [
      `${quote(a.address)} is an address that could run code.`,
      'Write an address that begins with https://, http://, mailto:, / or #.',
    ],
  },
} as const;
