import { markdownToMdast, mdxToMdast } from 'satteri';
import { SECTION_NAMES, type SectionName } from '../schema/postmortem.ts';

/** The parts of a post-mortem, and what teams call them. */
const NAMES: Record<SectionName, readonly string[]> = {
  summary: [
    'summary',
    'issue summary',
    'executive summary',
    'overview',
    'what happened',
    'abstract',
    'tl;dr',
    'incident summary',
  ],
  impact: [
    'impact',
    'customer impact',
    'user impact',
    'effects',
    'who was affected',
    'affected',
    'blast radius',
    'scope',
  ],
  timeline: [
    'timeline',
    'time line',
    'chronology',
    'sequence of events',
    'events',
    'incident timeline',
    'detailed timeline',
  ],
  causes: [
    'root cause and contributing factors',
    'root cause',
    'root causes',
    'cause',
    'causes',
    'contributing factors',
    'root cause analysis',
    'why it happened',
    'trigger',
    'technical details',
    'five whys',
    '5 whys',
    'analysis',
  ],
  detection: ['detection', 'how we noticed', 'how it was detected', 'alerting', 'monitoring'],
  resolution: [
    'resolution',
    'mitigation',
    'recovery',
    'resolution and recovery',
    'response',
    'how it was fixed',
    'fix',
    'remediation',
  ],
  well: ['what went well', 'went well', 'what worked', 'things that went well'],
  badly: [
    'what went badly',
    'what went wrong',
    'what went poorly',
    'what could have gone better',
    'what didn’t go well',
    "what didn't go well",
    'things that went poorly',
    'what did not go well',
  ],
  lucky: ['where we got lucky', 'luck', 'we got lucky'],
  lessons: ['lessons', 'lessons learned', 'lessons learnt', 'learnings', 'takeaways', 'what we learned'],
  actions: [
    'action items',
    'actions',
    'follow-up',
    'follow-ups',
    'follow up',
    'follow-up actions',
    'next steps',
    'corrective actions',
    'corrective and preventative measures',
    'corrective and preventive measures',
    'remediation items',
    'to do',
    'todo',
    'what we are doing about it',
    'what we will change',
  ],
  prevention: [
    'prevention',
    'preventive measures',
    'preventing this in the future',
    'how we will prevent it',
    'preventing recurrence',
  ],
};

/** How a section is headed where nothing else is written. */
export const SECTION_HEADINGS: Record<SectionName, string> = {
  summary: 'Summary',
  impact: 'Impact',
  timeline: 'Timeline',
  causes: 'Root cause and contributing factors',
  detection: 'Detection',
  resolution: 'Resolution',
  well: 'What went well',
  badly: 'What went badly',
  lucky: 'Where we got lucky',
  lessons: 'Lessons',
  actions: 'Action items',
  prevention: 'Prevention',
};

export interface Section {
  /** Which of the usual parts it is; undefined for one of the team's own. */
  name: SectionName | undefined;
  heading: string;
  depth: number;
  /** Line of the heading in the body, from 1. */
  line: number;
  /** What stands below it, up to the next heading of any depth. */
  text: string;
  nodes: readonly MarkdownNode[];
}

export interface MarkdownNode {
  type: string;
  depth?: number;
  value?: string;
  alt?: string | null;
  name?: string | null;
  ordered?: boolean;
  checked?: boolean | null;
  children?: MarkdownNode[];
  position?: { start: { line: number; offset: number }; end: { line: number; offset: number } };
}

/** The body of a post-mortem by its headings; what stands above the first is a section without a heading. */
export function readSections(body: string, mdx: boolean): Section[] {
  const top = treeOf(body, mdx).children ?? [];
  const starts = top.flatMap((node, index) => (node.type === 'heading' ? [index] : []));
  const first = top.slice(0, starts[0] ?? top.length);
  const intro = first.length > 0 ? [sectionOf(undefined, first, body)] : [];
  return [
    ...intro,
    ...starts.map((start, order) => sectionOf(top[start], top.slice(start + 1, starts[order + 1] ?? top.length), body)),
  ];
}

/** The Markdown tree of a body; an empty one where it cannot be read. */
export function treeOf(body: string, mdx: boolean): MarkdownNode {
  try {
    return (mdx ? mdxToMdast : markdownToMdast)(body, { features: { frontmatter: false } }) as MarkdownNode;
  } catch {
    return { type: 'root', children: [] };
  }
}

/** The words of a node, without its marks. */
export function wordsOf(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(wordsOf).join('');
}

function sectionOf(head: MarkdownNode | undefined, nodes: readonly MarkdownNode[], body: string): Section {
  const heading = head ? wordsOf(head).trim() : '';
  const [from, to] = [nodes[0]?.position?.start.offset ?? 0, nodes.at(-1)?.position?.end.offset ?? 0];
  return {
    name: nameOf(heading),
    heading,
    depth: head?.depth ?? 0,
    line: head?.position?.start.line ?? 1,
    text: body.slice(from, to),
    nodes,
  };
}

/** Which part a heading means: numbers, punctuation and emoji around it are the team's own. */
function nameOf(heading: string): SectionName | undefined {
  const words = heading
    .toLowerCase()
    .replace(/^\s*\d+(?:\.\d+)*[.)]\s+/, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replaceAll(/[\p{Emoji_Presentation}\p{Extended_Pictographic}:?*]/gu, '')
    .replaceAll(/\s*&\s*/g, ' and ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return SECTION_NAMES.find((name) => NAMES[name].includes(words));
}
