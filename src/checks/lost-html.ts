import { lostHtml } from '../parse/lost-html.ts';
import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** Words that people are meant to read and nobody would, because Markdown takes them for HTML. */
export function checkLostHtml({ entries }: Content): Problem[] {
  return [...entries.incident, ...entries.maintenance].flatMap(({ file, body, bodyLine, updates }) => [
    ...lostHtml(body).map((tag) => lost(tag, file, bodyLine)),
    ...updates.flatMap((update) => lostHtml(update.text).map((tag) => lost(tag, update.file ?? file, update.line))),
  ]);
}

function lost(tag: string, file: SourceFile, from: number): Problem {
  const [begin = ''] = tag.split('\n');
  const lines = file.text.split('\n');
  const index = lines.findIndex((line, at) => at >= from - 1 && line.includes(begin));
  const at = index < 0 ? { line: from } : { line: index + 1, column: (lines[index]?.indexOf(begin) ?? 0) + 1 };
  return problem('lost-html', file, { ...at, length: begin.length }, { tag });
}
