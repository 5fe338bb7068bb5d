import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROBE = pathToFileURL(join(import.meta.dirname, 'usage.mjs')).href;
// Both programs find their own code compiled, as they would on any machine where they ran before.
const COMPILE_CACHE = join(tmpdir(), 'allclear-bench-compiled');

/** Runs a Node program from start to end, and says what it and the Node programs it started took. */
export async function measure(program: Program, usageFile: string): Promise<Usage> {
  rmSync(usageFile, { force: true });
  const began = performance.now();
  const { code, output } = await runProgram(program, usageFile);
  const wallMs = performance.now() - began;
  if (code !== 0) throw new Error(`${program.args.join(' ')} ended with ${code}:\n${output}`);
  const processes = readFileSync(usageFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { cpuMs: number; peakBytes: number });
  return {
    wallMs,
    cpuMs: processes.reduce((sum, one) => sum + one.cpuMs, 0),
    peakBytes: Math.max(...processes.map((one) => one.peakBytes)),
  };
}

function runProgram(program: Program, usageFile: string): Promise<{ code: number | null; output: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, program.args, {
      cwd: program.cwd,
      env: {
        ...program.env,
        NODE_OPTIONS: `--import=${PROBE}`,
        BENCH_USAGE: usageFile,
        NODE_COMPILE_CACHE: COMPILE_CACHE,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += data;
      });
    child.on('error', failed);
    child.on('close', (code) => done({ code, output }));
  });
}

export interface Program {
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export interface Usage {
  wallMs: number;
  cpuMs: number;
  /** Of the largest process. */
  peakBytes: number;
}
