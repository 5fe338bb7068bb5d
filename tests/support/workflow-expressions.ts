import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';

/** What an expression may name, and how the jobs or steps before it have ended. */
export interface Scope {
  contexts: Readonly<Record<string, unknown>>;
  status: 'success' | 'failure';
  hashFiles?: (path: string) => string;
}

/** Marks an object of which an expression may only name what is there. */
export class Closed {
  readonly name: string;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(name: string, members: Readonly<Record<string, unknown>>) {
    this.name = name;
    this.members = members;
  }
}

/** An expression as a workflow has it. */
export function written(expression: string): string {
  return ['$', '{{ ', expression, ' }}'].join('');
}

/** Text with its expressions filled in. */
export function fill(text: string | number | boolean, scope: Scope): string {
  return String(text).replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, scope).coerceString(),
  );
}

/** Whether a job or step is to run: not after a failure, unless its condition looks at how things stand. */
export function holds(condition: string | undefined, scope: Scope): boolean {
  const expression = condition?.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1') ?? 'success()';
  const asks = /\b(?:success|failure|cancelled|always)\(\)/.test(expression);
  return isTrue(evaluate(asks ? expression : `success() && (${expression})`, scope));
}

function evaluate(text: string, scope: Scope): ExpressionData {
  const functions = functionsOf(scope);
  const { tokens } = new Lexer(text).lex();
  const parsed = new Parser(tokens, Object.keys(scope.contexts), functions).parse();
  const context = toData(new Closed('Here', scope.contexts)) as data.Dictionary;
  return new Evaluator(parsed, context, new Map(functions.map((one) => [one.name.toLowerCase(), one]))).evaluate();
}

function functionsOf({ status, hashFiles }: Scope): FunctionDefinition[] {
  const answer = (name: string, value: boolean): FunctionDefinition => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  });
  return [
    answer('success', status === 'success'),
    answer('failure', status === 'failure'),
    answer('cancelled', false),
    answer('always', true),
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 1,
      call: (path) => {
        if (!hashFiles) throw new Error('hashFiles() has no files here.');
        return new data.StringData(hashFiles(path?.coerceString() ?? ''));
      },
    },
  ];
}

class ClosedDictionary extends data.Dictionary {
  readonly #name: string;

  constructor(name: string, pairs: { key: string; value: ExpressionData }[]) {
    super(...pairs);
    this.#name = name;
  }

  override get(key: string): ExpressionData {
    const value = super.get(key);
    if (value === undefined) throw new Error(`${this.#name} has no ${JSON.stringify(key)}.`);
    return value;
  }
}

function toData(value: unknown): ExpressionData {
  if (value === undefined || value === null) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(toData));
  const members = value instanceof Closed ? value.members : (value as Record<string, unknown>);
  const pairs = Object.entries(members).map(([key, member]) => ({ key, value: toData(member) }));
  return value instanceof Closed ? new ClosedDictionary(value.name, pairs) : new data.Dictionary(...pairs);
}

function isTrue(value: ExpressionData): boolean {
  return !['', '0', 'false'].includes(value.coerceString());
}
