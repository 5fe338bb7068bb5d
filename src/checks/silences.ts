import { type Problem, problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** A silence that has ended keeps nothing back; whoever wrote it may think otherwise. */
export function checkSilences(content: Content, now: number): Problem[] {
  return content.entries.silence
    .filter(({ data }) => data.until <= now)
    .map((entry) => {
      const until = new Date(entry.data.until).toISOString().replace('.000', '');
      return problem('expired-silence', entry.file, entry.at(['until']), { until });
    });
}
