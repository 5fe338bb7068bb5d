import type { Usage } from './measure.ts';

const TIMES = ['incidents', 'build', 'wall', 'CPU', 'peak memory', 'wall to Eleventy', 'wall to clean build'];

/** The figures as Markdown, with what they were measured on and what they mean for the claims made. */
export function renderResults(results: readonly SizeResult[], setting: Setting): string {
  return `# Results

${setting.date}, commit ${setting.commit}, ${setting.machine}.
Medians of ${setting.runs} interleaved runs, whole processes including start-up, output on ${setting.folder}. Measured by \`${setting.command}\`; what is
measured, and how, is in [README.md](README.md).

${table([TIMES, ...results.flatMap(timeRows)])}

${table([['incidents', 'home page', `to ${whole(results[0]?.count ?? 0)}`], ...results.map((one) => weightRow(one, results[0]))])}

${claims(results).join('\n')}
`;
}

/** What the project promises about its speed, each with the figures that decide it. */
function claims(results: readonly SizeResult[]): string[] {
  const first = results[0];
  const last = results.at(-1);
  if (!first || !last) return [];
  const { clean, warm, eleventy } = last.medians;
  const change = (last.homeBytes / first.homeBytes - 1) * 100;
  const at = `at ${whole(last.count)} incidents`;
  return [
    claim(
      clean.wallMs <= eleventy.wallMs,
      `A clean build ${at} takes no longer than bare Eleventy (${seconds(clean)} to ${seconds(eleventy)}).`,
    ),
    claim(
      warm.wallMs <= clean.wallMs / 2,
      `The build after one new update ${at} takes at most half a clean build (${seconds(warm)} to ${seconds(clean)}).`,
    ),
    claim(
      Math.abs(change) <= 5,
      `The home page ${at} weighs what it weighs at ${whole(first.count)}, ± 5 % (${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} %).`,
    ),
  ];
}

/** The middle value of each figure on its own. */
export function medianUsage(usages: readonly Usage[]): Usage {
  return {
    wallMs: median(usages.map((one) => one.wallMs)),
    cpuMs: median(usages.map((one) => one.cpuMs)),
    peakBytes: median(usages.map((one) => one.peakBytes)),
  };
}

function timeRows({ count, medians }: SizeResult): string[][] {
  const { clean, warm, eleventy } = medians;
  const toEleventy = (usage: Usage): string => ratio(usage.wallMs, eleventy.wallMs);
  return [
    [whole(count), 'Allclear, clean', ...figures(clean), toEleventy(clean), ''],
    [
      whole(count),
      'Allclear, after one new update',
      ...figures(warm),
      toEleventy(warm),
      ratio(warm.wallMs, clean.wallMs),
    ],
    [whole(count), 'Eleventy, clean', ...figures(eleventy), '', ''],
  ];
}

function figures(usage: Usage): string[] {
  return [seconds(usage), `${(usage.cpuMs / 1000).toFixed(2)} s`, `${whole(usage.peakBytes / 1e6)} MB`];
}

function weightRow({ count, homeBytes }: SizeResult, first: SizeResult | undefined): string[] {
  return [whole(count), `${whole(homeBytes)} bytes (gzip)`, ratio(homeBytes, first?.homeBytes)];
}

/** As the formatter writes it: the first row is the head, everything but the name of a build stands on the right. */
function table(lines: readonly string[][]): string {
  const head = lines[0] ?? [];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const write = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => (head[column] === 'build' ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = head.map((name, column) =>
    name === 'build' ? '-'.repeat(widths[column] ?? 0) : `${'-'.repeat((widths[column] ?? 1) - 1)}:`,
  );
  return [write(head), write(rule), ...lines.slice(1).map(write)].join('\n');
}

function claim(holds: boolean, text: string): string {
  return `- **${holds ? 'Yes' : 'No'}.** ${text}`;
}

function seconds(usage: Usage): string {
  return `${(usage.wallMs / 1000).toFixed(2)} s`;
}

function ratio(value: number, base = value): string {
  return (value / base).toFixed(2);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

export interface SizeResult {
  count: number;
  medians: Record<Build, Usage>;
  /** The home page of the clean build, compressed. */
  homeBytes: number;
}

export type Build = 'clean' | 'warm' | 'eleventy';

export interface Setting {
  date: string;
  commit: string;
  machine: string;
  runs: number;
  folder: string;
  command: string;
}
