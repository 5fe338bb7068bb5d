import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { measure } from './measure.ts';
import { copyProject } from './project.ts';
import { medianUsage } from './results.ts';
import { folderForFiles, plainEnvironment } from './run.ts';

const CONTENT = join(dirname(import.meta.dirname), 'content');
const NOW = '2026-11-21T12:00:00Z';
/** What each copy of the project makes besides pages. */
const KINDS = {
  'pages alone': '() => []',
  'with feeds, calendars and API':
    '(snapshot, where) => all(snapshot, where).filter(({ path }) => /(?:feed\\.xml|feed\\.json|atom[^/]*\\.xml|\\.ics)$|^api\\//.test(path))',
  'with everything': 'all',
} as const;

type Kind = keyof typeof KINDS;

/** What the sample's clean build takes without and with the files beside its pages, in turns. */
export async function benchDocuments(runs: number, log: (line: string) => void): Promise<string> {
  const folder = mkdtempSync(join(folderForFiles(), 'allclear-bench-'));
  try {
    const kinds = Object.keys(KINDS) as Kind[];
    for (const [index, kind] of kinds.entries()) prepare(join(folder, String(index)), kind);
    const usages = new Map(kinds.map((kind) => [kind, [] as Awaited<ReturnType<typeof measure>>[]]));
    // The first round is not counted: it fills the caches of the operating system and of Node.
    for (let round = 0; round <= runs; round++) {
      for (const [index, kind] of kinds.entries()) {
        const usage = await build(join(folder, String(index)), join(folder, 'usage.jsonl'));
        if (round > 0) usages.get(kind)?.push(usage);
      }
      if (round > 0) log(`round ${round} of ${runs}`);
    }
    return table(kinds.map((kind) => [kind, medianUsage(usages.get(kind) ?? [])]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(project: string, kind: Kind): void {
  copyProject(project);
  cpSync(CONTENT, join(project, 'content'), { recursive: true });
  const door = join(project, 'src/make-documents.ts');
  renameSync(door, join(project, 'src/all-documents.ts'));
  const code = `import { makeDocuments as all } from './all-documents.ts';\nvoid all;\nexport const makeDocuments = ${KINDS[kind]};\n`;
  writeFileSync(door, code);
}

async function build(project: string, usageFile: string): Promise<Awaited<ReturnType<typeof measure>>> {
  const out = join(project, 'out');
  const env = { ...plainEnvironment(), CONTENT: join(project, 'content'), OUT: out, NOW };
  try {
    return await measure({ args: [join(project, 'scripts/build.ts')], cwd: project, env }, usageFile);
  } finally {
    rmSync(out, { recursive: true, force: true });
    rmSync(join(project, 'node_modules/.cache'), { recursive: true, force: true });
  }
}

function table(rows: [kind: string, usage: Awaited<ReturnType<typeof measure>>][]): string {
  const [first] = rows;
  const base = first?.[1].wallMs ?? 1;
  const baseCpu = first?.[1].cpuMs ?? 1;
  const lines = rows.map(([kind, { wallMs, cpuMs }]) => {
    const ratio = (wallMs / base).toFixed(2);
    return `| ${kind} | ${(wallMs / 1000).toFixed(2)} s | ${(cpuMs / 1000).toFixed(2)} s | ${ratio} | ${(cpuMs / baseCpu).toFixed(2)} |`;
  });
  return `| sample, clean build | wall | CPU | wall to pages alone | CPU to pages alone |\n| --- | ---: | ---: | ---: | ---: |\n${lines.join('\n')}\n`;
}
