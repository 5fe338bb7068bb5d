import { type MarkdownNode, type Section, wordsOf } from './sections.ts';

/** One line of a timeline that people have written. */
export interface TimelineRow {
  /** As it was written. */
  time: string;
  /** The moment, where time and day are known. */
  at: number | undefined;
  text: string;
  line: number;
}

export interface TimelineReading {
  rows: TimelineRow[];
  /** Lines that look like part of it and tell no time. */
  unread: { text: string; line: number }[];
}

const DAY_MS = 86_400_000;
const CLOCK = /(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?m\.?)?/i;
const DATE = /(\d{4})-(\d{2})-(\d{2})/;
const ZONE = /^\s*\(?(UTC|GMT|Z|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})\b\)?/;
const OFFSETS: Record<string, number> = {
  ...{ UTC: 0, GMT: 0, Z: 0, WET: 0, BST: 60, CET: 60, CEST: 120, EET: 120, EEST: 180 },
  ...{ EDT: -240, EST: -300, CDT: -300, CST: -360, MDT: -360, MST: -420, PDT: -420, PST: -480 },
};
/** A time at the start of a line, with what joins it to the text. */
const LEADING =
  /^\s*(?:\[|\()?((?:\d{4}-\d{2}-\d{2}[ T,]*)?(?:~|ca\.? |approx\.? )?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:UTC|GMT|Z|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})\b)?(?:\s*[-–—]\s*(?:\d{4}-\d{2}-\d{2}[ T])?\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:UTC|GMT|Z)\b)?)?|\d{4}-\d{2}-\d{2})(?:\]|\))?\s*(?:[-–—:|·]\s*)?/i;

/** The rows of a timeline: a table, a list, or paragraphs that begin with a time. */
export function readTimeline(section: Section, start: number | undefined): TimelineReading {
  const reading: TimelineReading = { rows: [], unread: [] };
  let last = start;
  const note = (time: string, text: string, line: number): void => {
    // What came weeks before has its day; what follows it without one is of the incident.
    const at = momentOf(time, last === undefined || start === undefined ? last : Math.max(last, start));
    if (at !== undefined) last = at;
    reading.rows.push({ time: time.trim(), at, text: text.trim(), line });
  };
  for (const node of section.nodes) readNode(node, note, reading);
  return reading;
}

type Note = (time: string, text: string, line: number) => void;

function readNode(node: MarkdownNode, note: Note, reading: TimelineReading): void {
  if (node.type === 'table') {
    for (const row of (node.children ?? []).slice(1)) readTableRow(row, note, reading);
    return;
  }
  if (node.type === 'list') {
    for (const item of node.children ?? []) readLine(item, note, reading, true);
    return;
  }
  if (node.type === 'paragraph') readLine(node, note, reading, false);
}

function readTableRow(row: MarkdownNode, note: Note, reading: TimelineReading): void {
  const cells = (row.children ?? []).map((cell) => wordsOf(cell).trim());
  const line = row.position?.start.line ?? 1;
  const at = cells.findIndex((cell) => LEADING.test(cell));
  const text = cells.filter((_, index) => index > at).join(' · ');
  if (at < 0) reading.unread.push({ text, line });
  else note(cells[at] ?? '', text, line);
}

/** Lines of one block; a paragraph without any time is text about the timeline, not a part of it. */
function readLine(node: MarkdownNode, note: Note, reading: TimelineReading, isItem: boolean): void {
  const own = isItem ? (node.children ?? []).filter(({ type }) => type !== 'list') : [node];
  const lines = own.map(wordsOf).join('\n').split('\n');
  const from = node.position?.start.line ?? 1;
  const found = lines.map((line) => LEADING.exec(line));
  if (found[0]) {
    const rows: { time: string; text: string; line: number }[] = [];
    for (const [index, line] of lines.entries()) {
      const match = found[index];
      const last = rows.at(-1);
      if (match) rows.push({ time: match[1] ?? '', text: line.slice(match[0].length), line: from + index });
      else if (last) last.text += ` ${line.trim()}`;
    }
    for (const { time, text, line } of rows) note(time, text, line);
  } else if (isItem) reading.unread.push({ text: lines.join(' ').trim(), line: from });
  for (const inner of isItem ? (node.children ?? []) : []) if (inner.type === 'list') readNode(inner, note, reading);
}

/** The moment that a written time means: of its own day, else of the row before, past midnight where it would go back. */
function momentOf(time: string, before: number | undefined): number | undefined {
  const date = DATE.exec(time);
  const rest = date ? time.slice(date.index + date[0].length) : time;
  const clock = CLOCK.exec(rest);
  const day = date ? Date.parse(`${date[0]}T00:00:00Z`) : before === undefined ? undefined : before - (before % DAY_MS);
  if (day === undefined || Number.isNaN(day) || (!clock && !date)) return undefined;
  if (!clock) return day;
  const half = clock[3]?.toLowerCase();
  const hour = half === undefined ? Number(clock[1]) : (Number(clock[1]) % 12) + (half === 'p' ? 12 : 0);
  if (hour > 23 || Number(clock[2]) > 59) return undefined;
  const offset = offsetOf(rest.slice(clock.index + clock[0].length));
  if (offset === undefined) return undefined;
  const at = day + (hour * 60 + Number(clock[2]) - offset) * 60_000;
  const isBack = !date && before !== undefined && at < before - DAY_MS / 2;
  return isBack ? at + DAY_MS : at;
}

/** Minutes ahead of UTC; undefined for a zone whose name is not known. */
function offsetOf(text: string): number | undefined {
  const name = ZONE.exec(text)?.[1];
  if (name === undefined) return 0;
  const numeric = /^([+-])(\d{2}):?(\d{2})$/.exec(name);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]));
  return OFFSETS[name.toUpperCase()];
}
