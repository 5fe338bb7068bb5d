import { mdxToMdast } from 'satteri';
import type { Position, Problem, SourceFile } from '../problems/problem.ts';
import { problem } from '../problems/problem.ts';
import type { WrittenChart } from '../schema/chart.ts';
import { chartOf, chartProblems } from './chart-table.ts';

/** The elements that a post-mortem may use besides Markdown, and what each may be told. */
export const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  Timeline: [],
  Callout: ['title'],
  Scale: [],
  Metrics: [],
  Whys: [],
  Factors: [],
  Chart: ['kind', 'question', 'unit'],
};

const NEEDS: Readonly<Record<string, { what: string; example: string; fits: (node: ElementNode) => boolean }>> = {
  Whys: {
    what: 'an ordered list',
    example: '1. Why did it happen? Because …',
    fits: ({ type, ordered, children = [] }) => type === 'list' && ordered === true && children.length > 1,
  },
  Factors: { what: 'a table', example: '| Factor | What it did |', fits: ({ type }) => type === 'table' },
  Chart: { what: 'a table', example: '| Day | Failed |', fits: ({ type }) => type === 'table' },
};

export interface ElementNode {
  type: string;
  name?: string | null;
  value?: string;
  ordered?: boolean;
  children?: ElementNode[];
  attributes?: { type: string; name?: string; value?: unknown }[];
  position?: { start: { line: number; column: number; offset: number }; end: { line: number; offset: number } };
}

/** An element as it was written. */
export interface WrittenElement {
  name: string;
  attributes: Record<string, string>;
  node: ElementNode;
  /** The only thing that stands in it, where it is what the element is made for. */
  content: ElementNode | undefined;
}

/** Every element of a text, in its order; none where it cannot be read. */
export function readElements(body: string): WrittenElement[] {
  try {
    return [...elementsIn(mdxToMdast(body, { features: { frontmatter: false } }) as ElementNode)];
  } catch {
    return [];
  }
}

/** What keeps an element from being more than the text that stands in it; the page then shows that text. */
export function elementProblems(body: string, bodyLine: number, file: SourceFile): Problem[] {
  return readElements(body).flatMap((element) => {
    const { name, node, content } = element;
    const place = (one: ElementNode): Partial<Position> => ({
      line: bodyLine + (one.position?.start.line ?? 1) - 1,
      column: one.position?.start.column ?? 1,
    });
    const at = { ...place(node), length: name.length + 1 };
    if (node.type === 'mdxJsxTextElement') return [problem('element-in-line', file, at, { element: name })];
    const needs = NEEDS[name];
    if (needs && !content) {
      return [problem('element-content', file, at, { element: name, needs: needs.what, example: needs.example })];
    }
    return name === 'Chart' ? chartProblems(element, file, at, place) : [];
  });
}

/** The charts of a text in their order; undefined stands for one that cannot be drawn. */
export function readCharts(body: string): (WrittenChart | undefined)[] {
  return readElements(body)
    .filter(({ name }) => name === 'Chart')
    .map(chartOf);
}

/** The text with a number in each chart, by which the page knows which one it is. */
export function withChartNumbers(body: string): string {
  const charts = readElements(body).filter(({ name }) => name === 'Chart');
  const starts = charts.map(({ node }) => (node.position?.start.offset ?? 0) + '<Chart'.length);
  return starts.reduceRight((text, at, number) => `${text.slice(0, at)} n="${number}"${text.slice(at)}`, body);
}

function* elementsIn(node: ElementNode): Generator<WrittenElement> {
  if (node.type.startsWith('mdxJsx') && node.name && Object.hasOwn(ELEMENTS, node.name)) {
    const [only, ...more] = node.children ?? [];
    const fits = only && more.length === 0 && NEEDS[node.name]?.fits(only);
    const given = (node.attributes ?? []).flatMap(({ name, value }) =>
      name !== undefined && typeof value === 'string' ? [[name, value]] : [],
    );
    yield { name: node.name, attributes: Object.fromEntries(given), node, content: fits ? only : undefined };
  }
  for (const child of node.children ?? []) yield* elementsIn(child);
}
