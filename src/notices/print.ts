import { cleanLine } from '../schema/text.ts';
import type { Notice } from './notice.ts';
import { plainOf } from './sinks/text.ts';

/** A notice for a person at a terminal. */
export function printNotice(notice: Notice): string {
  const { channel, event, subject, link } = notice;
  const lines = [cleanLine(subject), '', ...plainOf(notice).split('\n'), '', link];
  return `${channel}  ${event}\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}
