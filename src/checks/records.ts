import { type Problem, problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

const DAY_MS = 86_400_000;

/** The day from which on there are records must have come, and figures leave out what began before it. */
export function checkRecords(content: Content, now: number): Problem[] {
  const { site } = content;
  const since = site.data.recordsSince;
  if (since === undefined) return [];
  const at = site.at(['recordsSince']);
  // It may be tomorrow already where the site is.
  const tomorrow = dayOf(now + DAY_MS);
  if (since > tomorrow) return [problem('records-in-future', site.file, at, { since, today: dayOf(now) })];
  const days = content.entries.incident.flatMap(({ data, updates }) => {
    const began = data.started ?? data.detected ?? updates[0]?.at;
    return began === undefined || dayOf(began) >= since ? [] : [dayOf(began)];
  });
  const [first] = days.sort();
  return first === undefined ? [] : [problem('before-records', site.file, at, { since, count: days.length, first })];
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
