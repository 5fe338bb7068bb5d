import { cleanLine } from '../schema/text.ts';
import type { Notice } from './notice.ts';
import { plainOf } from './sinks/text.ts';

/** Notices for a person at a terminal: what several channels read alike stands there once. */
export function printNotices(notices: readonly Notice[]): string[] {
  const alike = Map.groupBy(notices, (notice) => `${notice.event}\n${wordsOf(notice)}\n`);
  return [...alike].map(([words, all]) => `${all.map(({ channel }) => channel).join(', ')}  ${words}`);
}

function wordsOf(notice: Notice): string {
  const { subject, link } = notice;
  const lines = [cleanLine(subject), '', ...plainOf(notice).split('\n'), '', link];
  return lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}
