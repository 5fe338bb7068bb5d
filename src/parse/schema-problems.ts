import { z } from 'zod';
import { quote } from '../problems/catalogue/sentence.ts';
import { type Position, type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { Document } from './frontmatter.ts';
import { locate } from './yaml.ts';

type Issue = z.core.$ZodIssue;

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?$/;
const WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

/** One problem for every field that does not fit its schema, at the line where it stands. */
export function schemaProblems(
  issues: readonly Issue[],
  schema: z.ZodType,
  document: Document,
  file: SourceFile,
  owner: string,
): Problem[] {
  return firstOfEachField(issues).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [oneProblem(issue, schema, document, file, owner)];
    const known = keysAt(schema, issue.path, document.fields);
    return issue.keys.map((key) => {
      const at = place(document, [...issue.path, key], true);
      return problem('unknown-key', file, at, {
        key,
        owner: ownerOf(issue.path, owner),
        known,
      });
    });
  });
}

// What is wrong with a value first is what its reader can mend; the rest often follows from it.
function firstOfEachField(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = `${issue.code === 'unrecognized_keys'} ${JSON.stringify(issue.path.map(String))}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The place of a field, in lines of the whole file. */
export function place(document: Document, path: readonly PropertyKey[], key = false): Position {
  const position = locate(document.yaml, path, key);
  return { ...position, line: position.line + document.yamlLine - 1 };
}

function oneProblem(issue: Issue, schema: z.ZodType, document: Document, file: SourceFile, owner: string): Problem {
  const { path } = issue;
  const field = schemaAt(schema, path, document.fields);
  const secret = /^(?:secret|contact)$/.test(String(path.at(-1)));
  const found = valueAt(document.fields, path);
  // What was put where a name belongs may be the secret itself.
  const value = secret && typeof found === 'string' ? '…' : found;
  const key = path.filter((step) => typeof step === 'string').join('.') || owner;
  const example = exampleOf(field);
  const kinds =
    issue.code === 'invalid_union' ? discriminatorsOf(schemaAt(schema, path.slice(0, -1), document.fields)) : [];
  if (kinds.length > 0 && value !== undefined) {
    return problem('wrong-value', file, place(document, path), { key, value, allowed: kinds });
  }
  if (value === undefined && issue.code !== 'custom') {
    const at = place(document, path.slice(0, -1), true);
    const args = {
      key: String(path.at(-1) ?? key),
      owner: ownerOf(path.slice(0, -1), owner),
    };
    return problem('missing-key', file, at.line < document.yamlLine ? {} : at, {
      ...args,
      ...(example && { example }),
    });
  }
  const at = place(document, path, issue.code === 'invalid_key');
  if (typeof value === 'string' && LOCAL_TIME.test(value) && example?.includes('T')) {
    return problem('no-zone', file, at, { key, value });
  }
  if (issue.code === 'invalid_value') {
    return problem('wrong-value', file, at, {
      key,
      value,
      allowed: issue.values.map(String),
    });
  }
  if (issue.code === 'invalid_type') {
    const expected = WORDS[issue.expected] ?? issue.expected;
    return problem('wrong-type', file, at, {
      key,
      value,
      expected,
      ...(example && { example }),
    });
  }
  if (issue.code === 'invalid_union') {
    const expected = unionWords(field);
    return problem('wrong-type', file, at, {
      key,
      value,
      expected,
      ...(example && { example }),
    });
  }
  if (issue.code === 'invalid_key') {
    const name = String(path.at(-1));
    return problem('wrong-format', file, at, {
      key: path.slice(0, -1).join('.'),
      value: name,
      reason: 'is not an id',
      example: 'payments-api',
    });
  }
  return problem('wrong-format', file, at, {
    key,
    value,
    reason: reasonOf(issue),
    ...(example && { example }),
  });
}

function reasonOf(issue: Issue): string {
  if (issue.code === 'too_small' && /^(?:must|names|has|is) /.test(issue.message)) return issue.message;
  if (issue.code === 'too_small') return `is less than ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.message.startsWith('is ')) return issue.message;
  if (issue.code === 'too_big') return `is more than ${issue.maximum}`;
  const said = /^expects /.test(issue.message) ? issue.message.replace('expects ', 'is not ') : issue.message;
  return said.charAt(0).toLowerCase() + said.slice(1);
}

function ownerOf(path: readonly PropertyKey[], owner: string): string {
  const names = path.filter((step) => typeof step === 'string');
  return names.length > 0 ? `${quote(names.join('.'))}` : owner;
}

function valueAt(fields: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return inside ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  }, fields);
}

function schemaAt(schema: z.ZodType, path: readonly PropertyKey[], fields: unknown): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((at, step, index) => {
    const inner = at && optionFor(unwrap(at), valueAt(fields, path.slice(0, index)));
    if (inner instanceof z.ZodObject) return (inner.shape as Record<PropertyKey, z.ZodType>)[step];
    if (inner instanceof z.ZodRecord) return inner.valueType as z.ZodType;
    if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
    return undefined;
  }, schema);
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[], fields: unknown): string[] {
  const inner = schemaAt(schema, path, fields);
  const object = inner && optionFor(unwrap(inner), valueAt(fields, path));
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** Of shapes that a field tells apart, the one that the value says it is. */
function optionFor(schema: z.ZodType, value: unknown): z.ZodType {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const kind = valueAt(value, [schema.def.discriminator]);
  const option = schema.options.find((one) => literalsOf(one as z.ZodType, schema.def.discriminator).includes(kind));
  return (option as z.ZodType | undefined) ?? schema;
}

function discriminatorsOf(schema: z.ZodType | undefined): string[] {
  const union = schema && unwrap(schema);
  if (!(union instanceof z.ZodDiscriminatedUnion)) return [];
  return union.options.flatMap((one) => literalsOf(one as z.ZodType, union.def.discriminator).map(String));
}

function literalsOf(schema: z.ZodType, field: string): unknown[] {
  const literal = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>)[field] : undefined;
  return literal instanceof z.ZodLiteral ? [...literal.values] : [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.def.innerType as z.ZodType);
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.def.in as z.ZodType);
  return schema;
}

function exampleOf(schema: z.ZodType | undefined): string | undefined {
  for (let at = schema; at; at = inside(at)) {
    const [example] = (at.meta()?.examples ?? []) as unknown[];
    if (example !== undefined) return String(example);
    if (at instanceof z.ZodEnum) return String(at.options[0]);
  }
  return undefined;
}

function inside(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return schema.def.innerType as z.ZodType;
  }
  return schema instanceof z.ZodPipe ? (schema.def.in as z.ZodType) : undefined;
}

function unionWords(schema: z.ZodType | undefined): string {
  const union = schema && unwrap(schema);
  if (!(union instanceof z.ZodUnion)) return 'something else';
  return union.options
    .map((option) => {
      const inner = unwrap(option as z.ZodType);
      if (inner instanceof z.ZodEnum) return inner.options.join(' or ');
      return WORDS[inner.def.type] ?? inner.def.type;
    })
    .join(' or ');
}
