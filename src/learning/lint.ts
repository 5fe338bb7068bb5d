import { buildIncident, type Incident } from '../domain/incident.ts';
import { readActions } from '../parse/action-lists.ts';
import { firstLine } from '../parse/body-line.ts';
import type { Entry } from '../parse/entry.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { type MarkdownNode, readSections, SECTION_HEADINGS, type Section, treeOf, wordsOf } from '../parse/sections.ts';
import { readTimeline } from '../parse/timeline-rows.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { nearest } from '../problems/suggest.ts';
import { ACTION_TYPES, type ActionItem } from '../schema/action-item.ts';
import { SECTION_NAMES, type SectionName } from '../schema/postmortem.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import { type Blame, type BlamingWords, blamingIn } from './language.ts';

const APART_MS = 5 * 60_000;
const TEMPLATE = /^\s*>?\s*\**to write:?\**/i;
const VAGUE =
  /^(?:investigate|look into|consider|think about|discuss|improve|review|check|be more careful|better|explore|revisit|follow up)\b[^·]*$/i;
const MOMENTS = [
  ['resolved', /\b(?:resolved|all clear|incident (?:is )?(?:over|closed))\b/i],
  ['acknowledged', /\back(?:nowledged|ed)\b/i],
  ['detected', /\bdetected\b/i],
] as const;

export interface LintOptions {
  /** Parts without which nobody can learn from it. */
  required: readonly SectionName[];
  blaming: readonly BlamingWords[];
  /** Names of the people it is about. */
  people?: readonly string[];
}

/** What a post-mortem still lacks. Nothing here keeps it from being published; a person decides. */
export function lintPostmortem(
  entry: Entry<'postmortem'>,
  incident: Entry<'incident'> | undefined,
  { required, blaming, people = [] }: LintOptions,
): Problem[] {
  const mdx = entry.file.path.endsWith('.mdx');
  const sections = readSections(entry.body, mdx);
  const story = incident && buildIncident(incident.id, incident.data, incident.updates as IncidentUpdate[]);
  return [
    ...unsaid(entry),
    ...missing(entry, sections, required),
    ...misnamed(entry, sections),
    ...sections.flatMap((section) => [...empty(entry, section, sections), ...untouched(entry, section)]),
    ...sections.filter(({ name }) => name === 'timeline').flatMap((section) => timeline(entry, section, story)),
    ...actions(entry, sections, mdx),
    ...language(entry, treeOf(entry.body, mdx), (text) => blamingIn(text, blaming, people)),
  ].sort((a, b) => a.line - b.line);
}

/** The summary is read in lists and feeds, without what stands around it. */
function unsaid(entry: Entry<'postmortem'>): Problem[] {
  if (!TEMPLATE.test(entry.data.summary)) return [];
  return [problem('template-text', entry.file, entry.at(['summary']), { heading: 'summary' })];
}

function missing(entry: Entry, sections: readonly Section[], required: readonly SectionName[]): Problem[] {
  const there = new Set(sections.map(({ name }) => name));
  return required
    .filter((name) => !there.has(name))
    .map((name) => problem('missing-section', entry.file, {}, { heading: SECTION_HEADINGS[name] }));
}

/** A heading that is nearly the name of a part that is not there. */
function misnamed(entry: Entry, sections: readonly Section[]): Problem[] {
  const there = new Set(sections.map(({ name }) => name));
  const lacking = SECTION_NAMES.filter((name) => !there.has(name)).map((name) => SECTION_HEADINGS[name]);
  return sections.flatMap(({ name, heading, line }) => {
    const near = name === undefined && heading !== '' ? nearest(heading, lacking) : undefined;
    if (near === undefined) return [];
    return [problem('misnamed-section', entry.file, at(entry, line, heading.length), { heading, near })];
  });
}

function empty(entry: Entry, { heading, name, line, depth, text }: Section, sections: readonly Section[]): Problem[] {
  if (name === undefined || text.trim() !== '') return [];
  const next = sections[sections.findIndex((one) => one.line === line) + 1];
  if (next && next.depth > depth) return [];
  return [problem('empty-section', entry.file, at(entry, line, heading.length), { heading })];
}

function untouched(entry: Entry, { nodes, heading }: Section): Problem[] {
  const prompts = nodes.filter((node) => TEMPLATE.test(wordsOf(node)));
  return [...prompts, ...nodes.flatMap(emptyRows)].map((node) =>
    problem('template-text', entry.file, at(entry, lineOf(node)), { heading }),
  );
}

/** Rows of tables in which nobody has written anything. */
function emptyRows(node: MarkdownNode): MarkdownNode[] {
  if (node.type === 'tableRow') return wordsOf(node).trim() === '' ? [node] : [];
  return (node.children ?? []).flatMap(emptyRows);
}

function timeline(entry: Entry, section: Section, incident: Incident | undefined): Problem[] {
  const { rows, unread } = readTimeline(section, incident?.started);
  const order = rows.flatMap((row, index) => {
    const before = rows.slice(0, index).findLast((one) => one.at !== undefined);
    if (row.at === undefined || before?.at === undefined || row.at >= before.at) return [];
    return [problem('timeline-order', entry.file, at(entry, row.line), { time: row.time, before: before.time })];
  });
  const contradictions = rows.flatMap((row) =>
    MOMENTS.flatMap(([name, words]) => {
      const { at: moment } = row;
      const known = incident === undefined ? [] : momentsOf(incident, name);
      const last = known.at(-1);
      if (last === undefined || moment === undefined || !words.test(row.text)) return [];
      if (known.some((one) => Math.abs(moment - one) <= APART_MS)) return [];
      const args = { name, time: row.time, known: writtenMoment(last) };
      return [problem('timeline-contradiction', entry.file, at(entry, row.line), args)];
    }),
  );
  const timeless = unread.map(({ text, line }) =>
    problem('timeline-unread', entry.file, at(entry, line), { text: text.slice(0, 60) }),
  );
  const unplaced = rows
    .filter((row) => row.at === undefined)
    .map(({ time, line }) => problem('timeline-unplaced', entry.file, at(entry, line), { time }));
  return [...order, ...contradictions, ...timeless, ...unplaced];
}

/** When it was so by the incident; more than once where it came back. */
function momentsOf(incident: Incident, name: (typeof MOMENTS)[number][0]): number[] {
  const ends = name === 'resolved' ? incident.updates.filter(({ resolves }) => resolves).map(({ at }) => at) : [];
  return [...ends, ...(incident[name] === undefined ? [] : [incident[name]])];
}

function actions(entry: Entry, sections: readonly Section[], mdx: boolean): Problem[] {
  return readActions(sections, entry.body, mdx).flatMap(({ item, line, isTask }) => {
    if (TEMPLATE.test(item.text)) return [];
    const place = at(entry, line);
    const args = { text: item.text.slice(0, 60) };
    if (!isTask) return [problem('action-untracked', entry.file, place, args)];
    const type = actionType(entry, line, item);
    if (item.done) return type;
    return [
      ...type,
      ...(item.owner ? [] : [problem('action-unowned', entry.file, place, args)]),
      ...(item.due ? [] : [problem('action-undated', entry.file, place, args)]),
      ...(VAGUE.test(item.text) ? [problem('action-vague', entry.file, place, args)] : []),
    ];
  });
}

function actionType(entry: Entry, line: number, { type }: ActionItem): Problem[] {
  if (type === undefined || ACTION_TYPES.some((one) => one === type)) return [];
  return [problem('action-type', entry.file, atWord(entry, line, type), { type, types: ACTION_TYPES })];
}

/** Code and quotations are nobody's judgement. */
function language(entry: Entry, node: MarkdownNode, find: (text: string) => Blame[]): Problem[] {
  if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'blockquote') return [];
  const children = node.children ?? [];
  if (!children.some(({ type, value }) => type === 'text' && value !== undefined)) {
    return children.flatMap((child) => language(entry, child, find));
  }
  // A person may stand on another line, or in bold.
  const text = children.map(spoken).join('');
  return find(text).map(({ at: from, found, entry: { why, instead } }) => {
    const line = lineOf(node) + text.slice(0, from).split('\n').length - 1;
    const [first = ''] = found.split('\n');
    const args = { found: found.replaceAll(/\s+/g, ' '), why, instead };
    return problem('blaming', entry.file, atWord(entry, line, first), args);
  });
}

/** The words of a node as its writer says them. */
function spoken(node: MarkdownNode): string {
  if (node.type === 'break') return '\n';
  return node.type === 'inlineCode'
    ? ' '.repeat(node.value?.length ?? 0)
    : (node.value ?? (node.children ?? []).map(spoken).join(''));
}

function at(entry: Entry, line: number, length = 0): { line: number; column: number; length: number } {
  return { line: fileLine(entry, line), column: 1, length };
}

/** The same where a word stands in the line, from the end where it stands there more than once. */
function atWord(entry: Entry, line: number, word: string): ReturnType<typeof at> {
  const source = entry.file.text.split('\n')[fileLine(entry, line) - 1] ?? '';
  return { ...at(entry, line, word.length), column: Math.max(0, source.lastIndexOf(word)) + 1 };
}

function fileLine(entry: Entry, line: number): number {
  return firstLine(entry) + line - 1;
}

function lineOf(node: MarkdownNode): number {
  return node.position?.start.line ?? 1;
}
