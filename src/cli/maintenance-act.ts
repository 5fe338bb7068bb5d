import type { MaintenanceAct } from '../acts/act.ts';
import { type Answers, given } from './answers.ts';
import { readComing, readLength, readLocal } from './moments.ts';

/** The act that a subcommand and its answers stand for. */
export function maintenanceAct(name: string, answers: Answers, now: number): MaintenanceAct {
  const { id: maintenance = '', title = '', text = '', component = [] } = answers;
  const words = given({ text: answers.text });
  switch (name) {
    case 'plan': {
      const { owner, repeat, until } = answers;
      // Of a single window the zone only says what its hours mean.
      const timezone = repeat === undefined ? undefined : answers.timezone;
      const start = momentOf(answers.start ?? '', now, answers.timezone);
      const components = component.map((one) => one.trim().toLowerCase());
      const end = endOf(answers, start, now) ?? start;
      return { kind: 'plan', title, start, end, components, text, ...given({ owner, repeat, timezone, until }) };
    }
    case 'move': {
      const start = readComing(answers.start ?? '', now);
      return { kind: 'move', maintenance, start, ...given({ end: endOf(answers, start, now) }), ...words };
    }
    case 'cancel':
      return { kind: 'cancel', maintenance, ...given({ series: answers.series }), ...words };
    case 'update':
      return { kind: 'say', maintenance, ...words };
    default:
      return { kind: name as 'start' | 'finish', maintenance, ...words };
  }
}

/** A time of day alone is the first such time after the start. */
function endOf({ end, for: length, timezone }: Answers, start: number, now: number): number | undefined {
  if (end === undefined) return length === undefined ? undefined : start + readLength(length);
  return momentOf(end, /^\d{1,2}:\d{2}/.test(end.trim()) ? start : now, timezone);
}

function momentOf(text: string, after: number, zone: string | undefined): number {
  return (zone === undefined ? undefined : readLocal(text, zone)) ?? readComing(text, after);
}
