import type { MaintenanceAct } from '../acts/act.ts';
import { type Answers, given } from './answers.ts';
import { readComing, readLength } from './moments.ts';

/** The act that a subcommand and its answers stand for. */
export function maintenanceAct(name: string, answers: Answers, now: number): MaintenanceAct {
  const { id: maintenance = '', title = '', text = '', component = [] } = answers;
  const words = given({ text: answers.text });
  switch (name) {
    case 'plan': {
      const start = readComing(answers.start ?? '', now);
      const components = component.map((one) => one.trim().toLowerCase());
      const end = endOf(answers, start, now) ?? start;
      return { kind: 'plan', title, start, end, components, text, ...given({ owner: answers.owner }) };
    }
    case 'move': {
      const start = readComing(answers.start ?? '', now);
      return { kind: 'move', maintenance, start, ...given({ end: endOf(answers, start, now) }), ...words };
    }
    case 'update':
      return { kind: 'say', maintenance, ...words };
    default:
      return { kind: name as 'start' | 'finish' | 'cancel', maintenance, ...words };
  }
}

/** A time of day alone is the first such time after the start. */
function endOf({ end, for: length }: Answers, start: number, now: number): number | undefined {
  if (end === undefined) return length === undefined ? undefined : start + readLength(length);
  return readComing(end, /^\d{1,2}:\d{2}/.test(end.trim()) ? start : now);
}
