import { type Incident, impactsAt } from '../domain/incident.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { timingsOf } from '../domain/timings.ts';
import { wrapLine } from '../problems/terminal.ts';
import { MEASURE_NAMES, MEASURES } from '../schema/measures.ts';
import { IMPACT_TEXT } from '../schema/words.ts';
import { capital, duration, listing, moment } from '../views/format.ts';
import { plainText } from '../views/markdown.ts';
import type { Cast } from './scenario.ts';
import type { Done, Scene } from './scene.ts';

const WIDTH = 92;
const INDENT = ' '.repeat(8);
const HANG = ' '.repeat(20);
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Sections of a post-mortem that an incident can begin by itself. */
const FILLED = new Set(['Summary', 'Impact', 'Timeline', 'Detection']);

type Paint = (code: number, text: string) => string;

/** A scene as somebody at a terminal reads it. */
export function drillText(scene: Scene, color: boolean, columns = WIDTH): string {
  const paint: Paint = (code, text) => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const lines = linesOf(scene, paint).flatMap((line) => (line.whole ? [line.text] : wrapped(line, columns)));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function wrapped({ text, hang }: Line, columns: number): string[] {
  return wrapLine(text, Math.min(columns, WIDTH), hang);
}

function linesOf(scene: Scene, paint: Paint): Line[] {
  if (scene.kind === 'cast') return castLines(scene.cast, scene.minutes, paint);
  if (scene.kind === 'step') return stepLines(scene, paint);
  if (scene.kind === 'done') return doneLines(scene, paint);
  return endLines(scene, paint);
}

function castLines({ component, rule }: Cast, minutes: number, paint: Paint): Line[] {
  const words = rule
    ? `Its alerts fit your rule "${rule.id}" (${rule.name}), so its words are published.`
    : 'No rule of yours is about it, so a neutral sentence is published. A rule in rules/ would say more.';
  return [
    { text: paint(1, `Drill: ${component.name} fails`) },
    {
      text: `${minutes} minutes of an outage, in a copy of your content that is thrown away. Nobody is told. What goes on now is left out of it.`,
    },
    { text: words },
  ];
}

function stepLines({ step, at }: Extract<Scene, { kind: 'step' }>, paint: Paint): Line[] {
  const { minute, title, why, command } = step;
  return [
    { text: '' },
    { text: paint(1, `${moment(at).clock}  +${`${minute} min`.padEnd(8)}${title}`) },
    { text: INDENT + paint(2, why) },
    // So that it can be copied.
    ...(command === undefined ? [] : [{ text: INDENT + command, whole: true }]),
  ];
}

function doneLines({ lines, incident, text, headline, hears }: Done, paint: Paint): Line[] {
  const named = (line: string): string => {
    const titled = incident ? line.replaceAll(incident.id, `"${incident.title}"`) : line;
    return titled.replaceAll(MOMENT, (iso) => moment(Date.parse(iso)).clock);
  };
  const said = text === undefined ? [] : [`${paint(32, 'published')}   ${plainText(text)}`];
  const bySubject = [...Map.groupBy(hears, ({ subject }) => subject)];
  const told = bySubject.map(
    ([subject, all]) => `would hear  ${listing(all.map(({ channel }) => channel))}: "${subject}"`,
  );
  return [...lines.map((line) => paint(36, named(line))), ...said, ...told, `the page    ${headline}`].map((line) => ({
    text: INDENT + line,
    hang: HANG,
  }));
}

function endLines({ incident, snapshot, postmortem }: Extract<Scene, { kind: 'end' }>, paint: Paint): Line[] {
  const severity = snapshot.severities.find(({ id }) => id === incident.severity);
  const rows = incident.updates.map(({ at, stateAfter }) => {
    const hits = [...impactsAt(incident, at)].map(([id, impact]) => `${id}: ${IMPACT_TEXT[impact]}`);
    return `${moment(at).clock}  ${stateAfter.padEnd(15)}${hits.join(', ')}`;
  });
  const headings = [...postmortem.text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  const waiting = listing(headings.filter((one) => !FILLED.has(one)).map((one) => one.toLowerCase()));
  return [
    { text: '' },
    { text: paint(1, 'What the history now says') },
    ...rows.map((row) => ({ text: INDENT + row })),
    { text: '' },
    { text: paint(1, 'What it measured') },
    ...measured(incident, severity, paint).map((row) => ({ text: INDENT + row, hang: ' '.repeat(36) })),
    { text: '' },
    { text: paint(1, 'What is left to do') },
    { text: `${INDENT}A post-mortem of "${incident.title}" is begun:` },
    { text: INDENT + postmortem.path, whole: true },
    {
      text: `${INDENT}Filled in from the incident: summary, impact, timeline, detection. Waiting for a person: ${waiting}.`,
    },
    { text: INDENT + dueText(severity?.postmortem) },
    { text: '' },
  ];
}

function measured(incident: Incident, severity: Snapshot['severities'][number] | undefined, paint: Paint): string[] {
  const timings = timingsOf(incident);
  const targets: Partial<Record<string, number | undefined>> = {
    acknowledge: severity?.response,
    resolve: severity?.resolution,
  };
  return MEASURE_NAMES.flatMap((name) => {
    const took = timings[name];
    if (took === undefined) return [];
    const target = targets[name];
    const verdict =
      target === undefined
        ? ''
        : `  ${took <= target ? paint(32, 'kept') : paint(31, 'missed')}: ${severity?.name ?? ''} promises ${duration(target)}`;
    return [`${(MEASURES[name].code ?? '').padEnd(4)} ${MEASURES[name].name.padEnd(22)} ${duration(took)}${verdict}`];
  });
}

function dueText(days: number | undefined): string {
  if (days === undefined) return 'Its severity asks for none; this one is for practice.';
  return capital(`it would be due within ${days} business days.`);
}

interface Line {
  text: string;
  /** What stands before what is broken off. */
  hang?: string;
  /** It is never broken. */
  whole?: boolean;
}
