import type { Alert } from '../../src/alerts/alert.ts';
import { apply } from '../../src/alerts/apply.ts';
import { decide, type Plan } from '../../src/alerts/decide.ts';
import { readContent } from '../../src/checks/read-content.ts';
import { loadKnown } from '../../src/load-known.ts';
import type { SourceFile } from '../../src/problems/problem.ts';
import { filesWith } from '../fixtures/content.ts';

/** A content folder in memory that alerts are told to, one batch after another. */
export interface World {
  files: Map<string, string>;
  /** Decides and applies; what comes back is what was decided. */
  tell: (now: string | number, ...alerts: Alert[]) => Plan;
  /** The incidents that were not there at the beginning, by path. */
  incidents: () => [path: string, text: string][];
}

export function world(changes: Readonly<Record<string, string | undefined>> = {}): World {
  const files = new Map(filesWith(changes).map(({ path, text }) => [path, text]));
  const first = new Set(files.keys());
  return {
    files,
    tell: (now, ...alerts) => {
      const list = [...files].map(([path, text]) => sourceFile(path, text)).sort((a, b) => (a.path < b.path ? -1 : 1));
      const moment = typeof now === 'number' ? now : Date.parse(now);
      const { known, ...before } = loadKnown(list, moment);
      const plan = decide(alerts, known, moment);
      for (const { path, text } of apply(plan, known, before).changes) {
        if (text === undefined) files.delete(path);
        else files.set(path, text);
      }
      return plan;
    },
    incidents: () => [...files].filter(([path]) => path.startsWith('incidents/') && !first.has(path)).sort(),
  };
}

// Worlds are many and alike; a file that was read once is the same in the next.
const read = new Map<string, SourceFile>();

function sourceFile(path: string, text: string): SourceFile {
  const id = `${path}\n${text}`;
  const file = read.get(id) ?? { path, text };
  if (read.size > 2_000) read.clear();
  read.set(id, file);
  return file;
}

/** What is wrong with the content, in short; warnings are none of an alert's business. */
export function problemsIn(files: ReadonlyMap<string, string>, now: number): string[] {
  const visible = [...files].filter(([path]) => !path.startsWith('.')).map(([path, text]) => ({ path, text }));
  const errors = readContent(visible, now).problems.filter(({ level }) => level === 'error');
  return errors.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

/** An alert of Alertmanager on a component, begun on 24 November 2026. */
export function alert(key: string, state: 'firing' | 'ended', changes: Partial<Alert> = {}): Alert {
  return {
    source: 'alertmanager',
    key,
    state,
    labels: { alertname: key, component: 'payments', severity: 'critical' },
    title: key,
    text: `Something about ${key}`,
    at: at('10:00'),
    startedAt: at('10:00'),
    ...changes,
  };
}

export function at(clock: string): number {
  return Date.parse(`2026-11-24T${clock.length === 5 ? `${clock}:00` : clock}Z`);
}
