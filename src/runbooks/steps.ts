import { type MarkdownNode, readSections, wordsOf } from '../parse/sections.ts';

/** One thing to do or to look at. */
export interface Step {
  /** The heading it stands under. */
  section: string;
  /** Among the steps of its section, from 1. */
  number: number;
  title: string;
  /** For a certain case only, as its bold beginning says; an item of a list in which something is done; or text to read. */
  kind: 'case' | 'item' | 'text';
  parts: Part[];
  /** Where it begins in the body, from 1. */
  line: number;
}

export type Part =
  | { kind: 'words'; text: string; line: number }
  | { kind: 'command'; code: string; shell: 'sh' | 'bash'; line: number };

const SHELLS: Readonly<Record<string, 'sh' | 'bash'>> = { sh: 'sh', shell: 'sh', bash: 'bash' };
const LONGEST_TITLE = 80;

/** The steps of a runbook: items of lists in which something is done, cases that begin in bold, and what stands between. */
export function readSteps(body: string): Step[] {
  const steps: Step[] = [];
  for (const { heading, nodes } of readSections(body, false)) {
    for (const { nodes: group, isItem } of groupsOf(nodes)) {
      const number = steps.filter(({ section }) => section === heading).length + 1;
      const [first] = group;
      steps.push({
        section: heading,
        number,
        title: titleOf(first),
        kind: first && beginsBold(first) ? 'case' : isItem ? 'item' : 'text',
        line: first?.position?.start.line ?? 1,
        parts: group.flatMap((node) => partsOf(node, body)),
      });
    }
  }
  return steps;
}

/** `Diagnosis 2`. */
export function nameOf({ section, number }: Step): string {
  return section === '' ? `Beginning ${number}` : `${section} ${number}`;
}

function groupsOf(nodes: readonly MarkdownNode[]): { nodes: MarkdownNode[]; isItem: boolean }[] {
  const groups: { nodes: MarkdownNode[]; isItem: boolean }[] = [];
  let open: MarkdownNode[] | undefined;
  for (const node of nodes) {
    const items = node.children ?? [];
    if (node.type === 'list' && (node.ordered || items.some((item) => beginsBold(item) || hasCode(item)))) {
      groups.push(...items.map((item) => ({ nodes: [...(item.children ?? [])], isItem: true })));
      open = undefined;
      continue;
    }
    const isAfterwards = node.type === 'paragraph' && open?.some(({ type }) => type === 'code');
    if (!open || beginsBold(node) || isAfterwards) {
      open = [];
      groups.push({ nodes: open, isItem: false });
    }
    open.push(node);
  }
  return groups;
}

function beginsBold(node: MarkdownNode): boolean {
  const [first] = node.children ?? [];
  if (node.type === 'listItem') return first !== undefined && beginsBold(first);
  return node.type === 'paragraph' && first?.type === 'strong';
}

function hasCode({ type, children = [] }: MarkdownNode): boolean {
  return type === 'code' || children.some(hasCode);
}

function titleOf(node: MarkdownNode | undefined): string {
  const strong = node && beginsBold(node) ? node.children?.[0] : node;
  if (!strong || strong.type === 'code' || strong.type === 'list') return '';
  const [line = ''] = wordsOf(strong).trim().split('\n', 1);
  const words = line.replace(/[:.]$/, '');
  return words.length <= LONGEST_TITLE ? words : `${words.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')} …`;
}

/** Code blocks wherever they stand in it are commands; all around them is words. */
function partsOf(node: MarkdownNode & { lang?: string | null }, body: string): Part[] {
  const line = node.position?.start.line ?? 1;
  const shell = node.type === 'code' ? SHELLS[node.lang?.toLowerCase() ?? ''] : undefined;
  if (shell) return [{ kind: 'command', code: node.value ?? '', shell, line }];
  if (node.type !== 'code' && hasCode(node)) return (node.children ?? []).flatMap((child) => partsOf(child, body));
  const { start, end } = node.position ?? { start: { offset: 0 }, end: { offset: 0 } };
  const text = body.slice(start.offset, end.offset).replaceAll(/\n[ \t]+(?=\S)/g, '\n');
  return text.trim() === '' ? [] : [{ kind: 'words', text, line }];
}
