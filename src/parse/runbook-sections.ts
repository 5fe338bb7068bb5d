import { readSections } from './sections.ts';

/** One part of a runbook under its heading, with the headings below it. */
export interface RunbookSection {
  /** Empty for what stands above the first heading. */
  heading: string;
  /** Line of the heading in the body, from 1. */
  line: number;
  text: string;
}

/** The parts of a runbook, by its headings of the second level and above. */
export function runbookSections(body: string): RunbookSection[] {
  const lines = body.split('\n');
  const heads = readSections(body, false).filter(({ depth }) => depth <= 2);
  return heads.map(({ heading, depth, line }, index) => {
    const end = heads[index + 1]?.line ?? lines.length + 1;
    const text = lines
      .slice(depth === 0 ? 0 : line, end - 1)
      .join('\n')
      .trim();
    return { heading, line, text };
  });
}
