import type { Entry } from '../parse/entry.ts';
import { FIRST_LINE, type Position, type Problem, problem } from '../problems/problem.ts';
import type { Update } from '../schema/update.ts';
import type { Content } from './content.ts';

// Clocks differ a little; what is said to happen within this time is taken as now.
const CLOCK_SKEW_MS = 5 * 60_000;

/** Times that cannot all be true. */
export function checkTimes(content: Content, now: number): Problem[] {
  return [
    ...content.entries.incident.flatMap((entry) => [...checkIncident(entry), ...checkUpdates(entry, now)]),
    ...content.entries.maintenance.flatMap((entry) => [...checkMaintenance(entry), ...checkUpdates(entry, now)]),
  ];
}

const GIVEN = ['started', 'detected', 'acknowledged', 'identified', 'mitigated', 'resolved'] as const;

interface Moment {
  name: string;
  at: number;
  /** Only asked for where there is a problem: finding a line means reading the file again. */
  position: () => Position;
}

function checkIncident(entry: Entry<'incident'>): Problem[] {
  if (entry.updates.length === 0) {
    const example = '## 2026-11-21 14:45 UTC · investigating';
    return [problem('no-update', entry.file, entry.at(['title'], true), { example })];
  }
  const order = GIVEN.some((field) => entry.data[field] !== undefined) ? contradictions(entry, moments(entry)) : [];
  if (order.length > 0) return order;
  return [...beforeStart(entry), ...resolvedWithoutUpdate(entry)];
}

/** The times in the order they must have happened, those that are known. */
function moments(entry: Entry<'incident'>): Moment[] {
  const field = (name: 'started' | 'detected' | 'acknowledged' | 'identified' | 'mitigated' | 'resolved'): Moment[] => {
    const at = entry.data[name];
    return at === undefined ? [] : [{ name, at, position: () => entry.at([name]) }];
  };
  const update = (state: string, which: 'first' | 'last' = 'first'): Moment[] => {
    const same = entry.updates.filter((one) => one.state === state);
    const found = same.at(which === 'first' ? 0 : -1);
    return found
      ? [
          {
            name: `the update "${state}"`,
            at: found.at,
            position: () => headingAt(entry, found),
          },
        ]
      : [];
  };
  const resolved = entry.updates.findLast((one) => one.state === 'resolved');
  const resolution = resolved
    ? [
        {
          name: 'the update "resolved"',
          at: resolved.at,
          position: () => headingAt(entry, resolved),
        },
      ]
    : [];
  const chains = [
    [...field('started'), ...field('detected'), ...field('acknowledged')],
    [...field('started'), ...field('identified'), ...update('identified')],
    [...field('started'), ...field('mitigated'), ...update('monitoring', 'last')],
    [...field('started'), ...field('resolved')],
    [...field('detected'), ...field('resolved'), ...resolution],
    [...reopening(entry), ...field('resolved')],
    [...field('identified'), ...field('resolved')],
    [...field('mitigated'), ...field('resolved')],
  ];
  return chains.find((chain) => chain.some((moment, index) => moment.at > (chain[index + 1]?.at ?? Infinity))) ?? [];
}

/** The update that opened the incident again before it was resolved for the last time. */
function reopening(entry: Entry<'incident'>): Moment[] {
  const resolutions = entry.updates.filter((update) => update.state === 'resolved');
  const before = resolutions.at(-2);
  const again =
    before &&
    entry.updates.find(
      (update) => update.at >= before.at && update.state && update.state !== 'resolved' && update.line > before.line,
    );
  if (!again) return [];
  return [{ name: 'the update that reopened it', at: again.at, position: () => headingAt(entry, again) }];
}

function contradictions(entry: Entry<'incident'>, chain: Moment[]): Problem[] {
  const index = chain.findIndex((moment, at) => moment.at > (chain[at + 1]?.at ?? Infinity));
  const [first, second] = [chain[index], chain[index + 1]];
  if (!first || !second) return [];
  const args = {
    first: first.name,
    firstTime: written(first.at),
    second: second.name,
    secondTime: written(second.at),
    line: second.position().line,
  };
  return [problem('contradictory-times', entry.file, first.position(), args)];
}

function beforeStart(entry: Entry<'incident'>): Problem[] {
  const { started } = entry.data;
  const [first] = entry.updates;
  if (started === undefined || !first || first.at >= started) return [];
  const at = headingAt(entry, first);
  const args = {
    heading: headingOf(entry, first),
    started: written(started),
    line: entry.at(['started']).line,
  };
  return [problem('update-before-start', entry.file, at, args)];
}

function resolvedWithoutUpdate(entry: Entry<'incident'>): Problem[] {
  const { resolved } = entry.data;
  const last = entry.updates.findLast((update) => update.state !== undefined) ?? entry.updates.at(-1);
  if (resolved === undefined || !last || last.state === 'resolved') return [];
  const args = {
    time: written(resolved),
    heading: headingOf(entry, last),
    line: last.line,
    corrected: `## ${written(Math.max(resolved, last.at))} · resolved`,
  };
  return [problem('resolved-without-update', entry.file, entry.at(['resolved']), args)];
}

function checkMaintenance(entry: Entry<'maintenance'>): Problem[] {
  const { start, end } = entry.data;
  if (end > start) return [];
  const args = {
    start: written(start),
    end: written(end),
    line: entry.at(['start']).line,
  };
  return [problem('end-before-start', entry.file, entry.at(['end']), args)];
}

function checkUpdates(entry: Entry<'incident'> | Entry<'maintenance'>, now: number): Problem[] {
  return entry.updates.flatMap((update, index) => {
    const before = entry.updates[index - 1];
    const early = before !== undefined && update.at < before.at;
    const future = !early && update.at > now + CLOCK_SKEW_MS;
    const editedEarly = update.edited !== undefined && update.edited < update.at;
    if (!early && !future && !editedEarly) return [];
    const { file = entry.file } = update;
    const at = headingIn(entry, update);
    const heading = headingOf(entry, update);
    if (early) {
      const args = {
        heading,
        before: headingOf(entry, before),
        line: before.line,
      };
      return [problem('updates-out-of-order', file, at, args)];
    }
    if (future)
      return [
        problem('update-in-future', file, at, {
          heading,
          now: written(now),
        }),
      ];
    return [problem('edited-too-early', file, at, { heading })];
  });
}

function headingOf(entry: Entry, update: Update): string {
  return headingLine(entry, update).replace(/^#+\s*/, '');
}

/** Where a heading stands; at the top of the incident's file where it stands in another. */
function headingAt(entry: Entry, update: Update): Position {
  return update.file ? FIRST_LINE : headingIn(entry, update);
}

function headingIn(entry: Entry, update: Update): Position {
  return { line: update.line, column: 1, length: headingLine(entry, update).length };
}

function headingLine(entry: Entry, { file = entry.file, line }: Update): string {
  return file.text.split('\n')[line - 1] ?? '';
}

function written(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
