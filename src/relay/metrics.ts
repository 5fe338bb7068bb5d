import type { Backlog } from './spool.ts';

/** Counts what happens; names and label values are our own words, so that nobody outside can make them grow. */
export interface Metrics {
  count(name: Counter, labels?: Readonly<Record<string, string>>, by?: number): void;
  /** Everything counted, with what waits, as Prometheus reads it. */
  text(backlog: Backlog, now: number): string;
}

const COUNTERS = {
  received: 'Requests to hand in alerts.',
  accepted: 'Messages taken, to be handed on.',
  ignored: 'Messages that hold no news about a trouble.',
  refused: 'Requests not taken, by reason.',
  handed_on: 'Messages handed on.',
  failed: 'Tries to hand on that did not work out, by reason.',
} as const;

export function createMetrics(): Metrics {
  const counts = new Map<Counter, Map<string, number>>([['handed_on', new Map([['', 0]])]]);
  return {
    count: (name, labels = {}, by = 1) => {
      const series = counts.get(name) ?? new Map<string, number>();
      const key = Object.entries(labels)
        .map(([label, value]) => `${label}="${value.replaceAll(/[^\w.-]/g, '_')}"`)
        .join(',');
      counts.set(name, series.set(key, (series.get(key) ?? 0) + by));
    },
    text: ({ waiting, oldestAt, dead }, now) => {
      const age = oldestAt === undefined ? 0 : Math.max(0, now - oldestAt) / 1000;
      const gauges = [
        gauge('spooled', 'Messages that wait to be handed on.', waiting),
        gauge('oldest_age_seconds', 'How long the oldest of them has waited.', age),
        gauge('dead', 'Messages put aside for a person.', dead),
      ];
      return [...Object.keys(COUNTERS).map((name) => counter(name as Counter, counts)), ...gauges].join('');
    },
  };
}

function counter(name: Counter, counts: ReadonlyMap<Counter, ReadonlyMap<string, number>>): string {
  const series = [...(counts.get(name) ?? [])];
  const full = `allclear_relay_${name}_total`;
  const lines = series.map(([labels, value]) => `${full}${labels && `{${labels}}`} ${value}\n`);
  return `${head(full, COUNTERS[name], 'counter')}${lines.join('')}`;
}

function gauge(name: string, help: string, value: number): string {
  const full = `allclear_relay_${name}`;
  return `${head(full, help, 'gauge')}${full} ${value}\n`;
}

function head(name: string, help: string, type: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

type Counter = keyof typeof COUNTERS;
