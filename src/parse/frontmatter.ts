import matter from 'gray-matter';
import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { Result } from './result.ts';
import { parseYaml, YamlError } from './yaml.ts';

const MAX_CHARACTERS = 500_000;
const MAX_FIELDS = 50_000;

/** A file split into its fields and its text, with the lines where each begins. */
export interface Document {
  fields: Record<string, unknown>;
  yaml: string;
  yamlLine: number;
  body: string;
  bodyLine: number;
}

/** Reads a Markdown file with YAML frontmatter. Nothing in the file is ever run. */
export function readDocument(file: SourceFile, kind: string): Result<Document> {
  const refused = refuse(file, kind) ?? refuseFences(file);
  if (refused) return { problems: [refused] };
  try {
    const {
      data,
      matter: yaml,
      content,
    } = matter(file.text, {
      language: 'yaml',
      engines: {
        yaml: { parse: (text) => asFields(parseYaml(text.replace(/^\n/, ''))) },
        javascript: nothingRuns,
        js: nothingRuns,
      },
    });
    const bodyLine = countLines(file.text) - countLines(content) + 1;
    return {
      value: {
        fields: data,
        yaml: yaml.replace(/^\n/, ''),
        yamlLine: 2,
        body: content,
        bodyLine,
      },
    };
  } catch (error) {
    return { problems: [unreadable(file, error, 2)] };
  }
}

/** Reads a Markdown file that needs no fields; where it has some, as any other. */
export function readText(file: SourceFile, kind: string): Result<Document> {
  if (file.text.startsWith('---')) return readDocument(file, kind);
  const refused = refuse(file, kind);
  if (refused) return { problems: [refused] };
  return { value: { fields: {}, yaml: '', yamlLine: 1, body: file.text, bodyLine: 1 } };
}

/** Reads a file that is YAML from its first line to its last. */
export function readYamlFile(file: SourceFile, kind: string): Result<Document> {
  const refused = refuse(file, kind);
  if (refused) return { problems: [refused] };
  try {
    const fields = asFields(parseYaml(file.text));
    return {
      value: {
        fields: fields as Record<string, unknown>,
        yaml: file.text,
        yamlLine: 1,
        body: '',
        bodyLine: 1,
      },
    };
  } catch (error) {
    return { problems: [unreadable(file, error, 1)] };
  }
}

function refuse(file: SourceFile, kind: string): Problem | undefined {
  const { text } = file;
  if (text.trim() === '') return problem('empty-file', file, {}, { kind });
  if (text.length > MAX_CHARACTERS) {
    return problem('too-long', file, {}, { size: text.length, limit: MAX_CHARACTERS });
  }
  if (text.includes('\0') || text.includes('\uFFFD') || !text.isWellFormed()) {
    const at = lines(text).findIndex((line) => /\0|\uFFFD/.test(line) || !line.isWellFormed());
    return problem('not-text', file, { line: at + 1 }, {});
  }
  const conflict = /(?:^|\n)((?:<{7}|>{7}|\|{7})(?: [^\n]*)?)(?=\n|$)/.exec(text);
  if (conflict) {
    const marker = conflict[1] ?? '';
    const line = countLines(text.slice(0, conflict.index + conflict[0].length));
    return problem('conflict-markers', file, { line, length: marker.length }, { marker });
  }
  return undefined;
}

// gray-matter takes whatever follows the opening dashes for a language, and any line that begins with dashes for the end.
function refuseFences(file: SourceFile): Problem | undefined {
  const { text } = file;
  const [first = ''] = text.split('\n', 1);
  if (first.trimEnd() !== '---') {
    const code = /^---/.test(first.trimStart()) ? 'frontmatter-language' : 'missing-frontmatter';
    return problem(code, file, { length: first.length }, { line: first.slice(0, 60) });
  }
  const closing = /\n(---[^\n]*)/.exec(text.slice(3));
  if (!closing) return problem('unclosed-frontmatter', file, { length: 3 }, {});
  if (closing.index > MAX_FIELDS) return problem('too-long', file, {}, { size: closing.index, limit: MAX_FIELDS });
  const line = closing[1] ?? '';
  if (line.trimEnd() === '---') return undefined;
  return problem(
    'frontmatter-fence',
    file,
    { line: countLines(text.slice(0, closing.index + 4)), length: line.length },
    { line },
  );
}

function unreadable(file: SourceFile, error: unknown, firstLine: number): Problem {
  if (error instanceof NotMapping) {
    return problem('not-a-mapping', file, { line: firstLine }, { value: error.value });
  }
  if (!(error instanceof YamlError)) throw error;
  const line = error.line + firstLine - 1;
  const text = lines(file.text)[line - 1] ?? '';
  const at = {
    line,
    column: error.column,
    length: Math.max(1, text.trimEnd().length - error.column + 1),
  };
  if (error.message.includes('duplicated mapping key')) {
    return problem('duplicate-key', file, at, {
      key: text.slice(error.column - 1).split(':')[0] ?? '',
    });
  }
  return problem('yaml-syntax', file, at, {
    reason: error.message,
    line: text,
  });
}

function asFields(value: unknown): object {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new NotMapping(value);
  return value;
}

class NotMapping extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('not a mapping');
    this.value = value;
  }
}

const nothingRuns = {
  parse(): never {
    throw new Error('Content is never run.');
  },
};

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function lines(text: string): string[] {
  return text.split('\n');
}
