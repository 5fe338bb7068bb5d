import { mdxToMdast } from 'satteri';
import { type Position, type Problem, problem, type SourceFile } from '../problems/problem.ts';
import { ELEMENTS } from './mdx-elements.ts';

const MDX_ELEMENTS = Object.keys(ELEMENTS);
const MAX_DEPTH = 60;

const SAFE_ADDRESS = /^(?:https?:|mailto:|tel:|[/#.?]|[^:]*$)/i;

interface Node {
  type: string;
  name?: string | null;
  value?: string;
  url?: string;
  children?: Node[];
  attributes?: { type: string; name?: string; value?: unknown }[];
  position?: { start: { line: number; column: number } };
}

/** Refuses what would run, or fail, when the page is built. */
export function mdxProblems(body: string, bodyLine: number, file: SourceFile): Problem[] {
  let tree: Node;
  try {
    tree = mdxToMdast(body, { features: { frontmatter: false } }) as Node;
    if (depthOf(tree) > MAX_DEPTH) throw new Error('elements are nested too deep');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/(\d+):(\d+)/.exec(message)?.[1] ?? 1);
    const [first = ''] = message.split('\n', 1);
    const reason = first.replace(/^\d+:\d+: /, '').replaceAll(/\s*\((?:\d+:\d+|[a-z-]+:[a-z-]+)\)/g, '');
    return [problem('mdx-syntax', file, { line: bodyLine + line - 1 }, { reason })];
  }
  return [...nodes(tree)].flatMap((node) => {
    const at = {
      line: bodyLine + (node.position?.start.line ?? 1) - 1,
      column: node.position?.start.column ?? 1,
    };
    if (runs(node)) {
      const code = (node.value ?? node.attributes?.find(isCode)?.name ?? node.type).slice(0, 60);
      return [problem('mdx-code', file, { ...at, length: code.length }, { code })];
    }
    if (node.url !== undefined && !SAFE_ADDRESS.test(node.url)) {
      return [problem('unsafe-address', file, { ...at, length: node.url.length }, { address: node.url })];
    }
    const element = node.type.startsWith('mdxJsx') ? (node.name ?? '') : undefined;
    if (element !== undefined && MDX_ELEMENTS.includes(element)) {
      return attributeProblems(node, element, at, file);
    }
    if (element === undefined) return [];
    return [problem('mdx-element', file, { ...at, length: element.length + 1 }, { element, known: MDX_ELEMENTS })];
  });
}

function attributeProblems(node: Node, element: string, at: Partial<Position>, file: SourceFile): Problem[] {
  const known = ELEMENTS[element] ?? [];
  const where = { ...at, length: element.length + 1 };
  return (node.attributes ?? []).flatMap(({ name = '', value }) => {
    if (!known.includes(name)) return [problem('mdx-attribute', file, where, { name, element, known })];
    return typeof value === 'string' ? [] : [problem('mdx-value', file, where, { name, element })];
  });
}

function depthOf(tree: Node): number {
  let depth = 0;
  for (let level = [tree]; level.length > 0; level = level.flatMap((node) => node.children ?? [])) depth++;
  return depth;
}

function* nodes(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* nodes(child);
}

function runs(node: Node): boolean {
  if (node.type === 'mdxjsEsm' || node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') return true;
  return node.type.startsWith('mdxJsx') && (node.attributes ?? []).some(isCode);
}

function isCode(attribute: { type: string; value?: unknown }): boolean {
  return (
    attribute.type === 'mdxJsxExpressionAttribute' || (typeof attribute.value === 'object' && attribute.value !== null)
  );
}
