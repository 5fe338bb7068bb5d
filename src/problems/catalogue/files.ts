import { quote, type Sentence } from './sentence.ts';

/** What can be wrong with a file as a whole, before its fields are looked at. */
export const FILES = {
  'not-text': {
    say: (): Sentence => ['The file is not UTF-8 text.', 'Save it as UTF-8; remove NUL characters.'],
  },
  'empty-file': {
    say: (a: { kind: string }): Sentence => [
      `The file is empty; it should describe ${a.kind}.`,
      'Begin with a line `---`, the fields, and another line `---`; or delete the file.',
    ],
  },
  'too-long': {
    say: (a: { size: number; limit: number }): Sentence => [
      `The file has ${a.size} characters, more than ${a.limit}.`,
      'Shorten it, or split what happened into several files.',
    ],
  },
  'conflict-markers': {
    say: (a: { marker: string }): Sentence => [
      `A merge was not finished: the line ${quote(a.marker)} is still here.`,
      'Keep the lines that are right and remove the lines beginning with <<<<<<<, ======= and >>>>>>>.',
    ],
  },
  'unknown-place': {
    say: (a: { path: string; examples: readonly string[] }): Sentence => [
      `${quote(a.path)} is not a place where content is read from.`,
      `Move or rename it to one of: ${a.examples.join(', ')}.`,
    ],
  },
  'incident-mdx': {
    say: (a: { path: string }): Sentence => [
      `${quote(a.path)} is MDX, which can run code; incidents and maintenance are plain Markdown.`,
      `Rename it to ${quote(a.path.replace(/x$/, ''))}.`,
    ],
  },
  'bad-file-name': {
    say: (a: { name: string; expected: string }): Sentence => [
      `The file name ${quote(a.name)} cannot be an address.`,
      `Rename it to ${quote(a.expected)}: lower-case letters, digits and single dashes.`,
    ],
  },
  'no-site': {
    say: (): Sentence => [
      'There is no site.yaml, so nobody knows whose status this is.',
      'Write one with at least `name: …` and `url: https://…`.',
    ],
  },
  'wrong-folder': {
    say: (a: { year: string; name: string }): Sentence => [
      `${quote(a.name)} stands in the folder of ${a.year}.`,
      `Move it to the folder ${a.name.slice(0, 4)}.`,
    ],
  },
  'missing-frontmatter': {
    say: (a: { line: string }): Sentence => [
      `The file begins with ${quote(a.line)} instead of its fields.`,
      'Begin with a line `---`, then the fields, then another line `---`.',
    ],
  },
  'frontmatter-language': {
    say: (a: { line: string }): Sentence => [
      `The first line is ${quote(a.line)}; only YAML is read here, and nothing in content is run.`,
      'Write `---` alone on the first line.',
    ],
  },
  'frontmatter-fence': {
    say: (a: { line: string }): Sentence => [
      `The fields are closed by ${quote(a.line)}.`,
      'Close them with `---` alone on its line; quote a value that begins with dashes.',
    ],
  },
  'unclosed-frontmatter': {
    say: (): Sentence => ['The fields are never closed.', 'Add a line `---` after the last field.'],
  },
  'yaml-syntax': {
    say: (a: { reason: string; line: string }): Sentence => [
      `This is not valid YAML (${a.reason}): ${quote(a.line.trim())}.`,
      'Check indentation, and put quotes around text that holds `: `, `#`, `[`, `{` or begins with a sign.',
    ],
  },
  'duplicate-key': {
    say: (a: { key: string }): Sentence => [`${quote(a.key)} is given twice.`, 'Keep one of the two lines.'],
  },
  'not-a-mapping': {
    say: (a: { value: unknown }): Sentence => [
      `The fields are ${quote(a.value)}, not a list of \`name: value\` lines.`,
      'Write one field a line, such as `title: Slow payments`.',
    ],
  },
  'same-id': {
    say: (a: { id: string; other: string }): Sentence => [
      `${quote(a.id)} is also the address of ${a.other}.`,
      'Rename one of the two files; letter case and accents do not tell them apart.',
    ],
  },
} as const;
