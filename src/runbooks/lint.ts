import type { Entry } from '../parse/entry.ts';
import { type RunbookSection, runbookSections } from '../parse/runbook-sections.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { placesIn } from './places.ts';
import { nameOf, type Part, readSteps } from './steps.ts';
import { SECTIONS, TO_WRITE } from './template.ts';

type Runbook = Entry<'runbook'>;
type Command = Extract<Part, { kind: 'command' }>;

/** Words that make a shell read its words once more: what was one may then be several. */
const READS_AGAIN = /(?:^|[\s;|&(])(?:eval|ssh|su|xargs|(?:ba|z|da)?sh\s+-\w*c)\b/;
// Templates of other tools have places too.
const OTHER_TOOLS = ['end', 'else', 'break', 'continue'];

/** What a runbook still lacks, and what would go wrong when it is walked. A person decides. */
export function lintRunbook(entry: Runbook): Problem[] {
  const sections = runbookSections(entry.body);
  const commands = readSteps(entry.body).flatMap(({ parts }) => parts.filter((part) => part.kind === 'command'));
  return [
    ...missing(entry, sections),
    ...sections.flatMap((section) => blank(entry, section)),
    ...steps(entry),
    ...commands.flatMap((command) => places(entry, command)),
    ...unused(entry, commands),
  ].sort((a, b) => a.line - b.line);
}

function missing({ file }: Runbook, sections: readonly RunbookSection[]): Problem[] {
  const there = sections.map(({ heading }) => heading.toLowerCase());
  return Object.keys(SECTIONS)
    .filter((heading) => !there.includes(heading.toLowerCase()))
    .map((heading) => problem('missing-section', file, {}, { heading }));
}

function blank(entry: Runbook, { heading, line, text }: RunbookSection): Problem[] {
  if (heading === '') return [];
  if (text === '') return [problem('empty-section', entry.file, at(entry, line), { heading })];
  const index = text.split('\n').findIndex((one) => one.startsWith(TO_WRITE));
  if (index < 0) return [];
  const lines = entry.body.split('\n');
  const found = lines.findIndex((one, number) => number >= line && one.startsWith(TO_WRITE));
  return [problem('template-text', entry.file, at(entry, found + 1), { heading })];
}

function steps(entry: Runbook): Problem[] {
  return readSteps(entry.body)
    .filter(({ kind, parts }) => kind !== 'text' && parts.every((part) => isBare(part)))
    .map((step) => problem('empty-step', entry.file, at(entry, step.line), { step: nameOf(step) }));
}

/** A case that has a name and says nothing to do is no step. */
function isBare(part: Part): boolean {
  return part.kind === 'words' && part.text.replace(/^(\*\*|__)[\s\S]*?\1/, '').replaceAll(/[\s:.]/g, '') === '';
}

function places(entry: Runbook, { code, line }: Command): Problem[] {
  const { variables } = entry.data;
  const known = Object.keys(variables);
  return placesIn(code).flatMap(({ name, start, end, where }) => {
    const above = code.slice(0, start).split('\n');
    const number = fileLine(entry, line + above.length);
    const source = entry.file.text.split('\n')[number - 1] ?? '';
    const place = code.slice(start, end);
    const position = { line: number, column: Math.max(0, source.indexOf(place)) + 1, length: place.length };
    if (!known.includes(name)) {
      return OTHER_TOOLS.includes(name) ? [] : [problem('unknown-variable', entry.file, position, { name, known })];
    }
    if (where === 'closed') return [problem('closed-variable', entry.file, position, { name })];
    if (READS_AGAIN.test(code) && variables[name]?.pattern === undefined) {
      return [problem('variable-read-twice', entry.file, position, { name })];
    }
    return [];
  });
}

function unused(entry: Runbook, commands: readonly Command[]): Problem[] {
  const used = new Set(commands.flatMap(({ code }) => placesIn(code).map(({ name }) => name)));
  return Object.keys(entry.data.variables)
    .filter((name) => !used.has(name))
    .map((name) => problem('unused-variable', entry.file, entry.at(['variables', name], true), { name }));
}

function at(entry: Runbook, line: number): { line: number; length: number } {
  const number = fileLine(entry, line);
  return { line: number, length: (entry.file.text.split('\n')[number - 1] ?? '').length };
}

/** The body is kept without the empty lines above it. */
function fileLine({ file, bodyLine }: Runbook, line: number): number {
  const lines = file.text.split('\n').slice(bodyLine - 1);
  const empty = lines.findIndex((one) => one.trim() !== '');
  return bodyLine + Math.max(0, empty) + line - 1;
}
