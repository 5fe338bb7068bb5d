import type { Incident } from '../domain/incident.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { timingsOf } from '../domain/timings.ts';
import { MEASURE_NAMES, MEASURES } from '../schema/measures.ts';
import { capital, duration, listing, moment } from '../views/format.ts';
import { plainText } from '../views/markdown.ts';
import type { Cast } from './scenario.ts';
import type { Done, Scene } from './scene.ts';

const WIDTH = 92;

/** Sections of a post-mortem that an incident can begin by itself. */
const FILLED = new Set(['Summary', 'Impact', 'Timeline', 'Detection']);

type Paint = (code: number, text: string) => string;

/** A scene as somebody at a terminal reads it. */
export function drillText(scene: Scene, color: boolean): string {
  const paint: Paint = (code, text) => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  if (scene.kind === 'cast') return castText(scene.cast, scene.minutes, paint);
  if (scene.kind === 'step') {
    const { minute, title, why } = scene.step;
    return `\n${paint(1, `${`+${minute} min`.padEnd(9)}${title}`)}\n${indented(paint(2, why), 8)}`;
  }
  if (scene.kind === 'done') return doneText(scene, paint);
  return endText(scene.incident, scene.snapshot, scene.postmortem, paint);
}

function castText({ component, rule }: Cast, minutes: number, paint: Paint): string {
  const words = rule
    ? `Its alerts fit your rule "${rule.id}" (${rule.name}), so its words are published.`
    : 'No rule of yours is about it, so a neutral sentence is published. A rule in rules/ would say more.';
  return [
    paint(1, `Drill: ${component.name} fails`),
    `${minutes} minutes of an outage, in a copy of your content that is thrown away. Nobody is told.`,
    words,
    '',
  ].join('\n');
}

function doneText({ lines, text, headline, hears }: Done, paint: Paint): string {
  const said = text === undefined ? [] : [`${paint(32, 'published')}   ${plainText(text)}`];
  const bySubject = [...Map.groupBy(hears, ({ subject }) => subject)];
  const told = bySubject.map(
    ([subject, all]) => `would hear  ${listing(all.map(({ channel }) => channel))}: "${subject}"`,
  );
  return [...lines.map((line) => paint(36, line)), ...said, ...told, `the page    ${headline}`]
    .map((line) => indented(line))
    .join('');
}

function endText(
  incident: Incident,
  snapshot: Snapshot,
  postmortem: { path: string; text: string },
  paint: Paint,
): string {
  const severity = snapshot.severities.find(({ id }) => id === incident.severity);
  const rows = incident.updates.map(
    ({ at, stateAfter, text }) => `${moment(at).clock}  ${stateAfter.padEnd(13)} ${plainText(text)}`,
  );
  const timings = timingsOf({ ...incident, detected: incident.detected ?? incident.updates[0]?.at });
  const targets: Partial<Record<string, number | undefined>> = {
    acknowledge: severity?.response,
    resolve: severity?.resolution,
  };
  const measured = MEASURE_NAMES.flatMap((name) => {
    const took = timings[name];
    if (took === undefined) return [];
    const target = targets[name];
    const verdict =
      target === undefined
        ? ''
        : `  ${took <= target ? paint(32, 'kept') : paint(31, 'missed')}: ${severity?.name ?? ''} promises ${duration(target)}`;
    return [`${(MEASURES[name].code ?? '').padEnd(4)} ${MEASURES[name].name.padEnd(22)} ${duration(took)}${verdict}`];
  });
  const headings = [...postmortem.text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  return [
    '',
    paint(1, 'What the history now says'),
    ...rows.map((row) => indented(row, 27).trimEnd()),
    '',
    paint(1, 'What it measured'),
    ...measured.map((row) => `        ${row}`),
    '',
    paint(1, 'What is left to do'),
    indented(`A post-mortem is begun: ${postmortem.path}`).trimEnd(),
    indented(
      `Filled in from the incident: summary, impact, timeline, detection. Waiting for a person: ${listing(headings.filter((one) => !FILLED.has(one)).map((one) => one.toLowerCase()))}.`,
    ).trimEnd(),
    indented(dueText(severity?.postmortem)).trimEnd(),
    '',
    '',
  ].join('\n');
}

function dueText(days: number | undefined): string {
  if (days === undefined) return 'Its severity asks for none; this one is for practice.';
  return capital(`it would be due within ${days} business days.`);
}

/** Lines below a heading, broken between words. */
function indented(text: string, hang = 20): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && visible(line).length + word.length + 1 > WIDTH - 8) {
      lines.push(line);
      line = ' '.repeat(hang - 8);
      line += word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return `${lines.map((one) => `        ${one}`).join('\n')}\n`;
}

function visible(text: string): string {
  return text.replaceAll(/\u001B\[\d+m/g, '');
}
