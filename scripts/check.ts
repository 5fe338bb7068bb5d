import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './run.ts';

const STEPS: [name: string, command: string, ...args: string[]][] = [
  ['format and lint', 'biome', 'ci', '--error-on-warnings', '--log-level=warn', '--colors=off'],
  ['types', 'tsc', '--noEmit'],
  ['types of pages', 'astro', 'check', '--minimumSeverity', 'error', '--noSync'],
  ['content', process.execPath, join('scripts', 'validate.ts')],
  ['unit tests', 'vitest', 'run', '--config', 'tests/vitest.config.ts', '--project', 'unit', '--reporter', 'dot'],
  ['build', process.execPath, join('scripts', 'build.ts')],
];

await run(
  `npm run check    format, lint, types, content, unit tests, build

It stops at the first that fails and shows what it said. Exit codes: 0 all good, 1 something to mend, 2 bad use.`,
  async () => {
    parseArgs();
    for (const [name, command, ...args] of STEPS) {
      const began = performance.now();
      if (process.stdout.isTTY) process.stdout.write(`… ${name}`);
      const result = spawnSync(command, args, {
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
      const passed = result.status === 0;
      if (process.stdout.isTTY) process.stdout.write('\r\u001B[K');
      process.stdout.write(`${passed ? '✓' : '✗'} ${seconds} s  ${name}\n`);
      if (passed) continue;
      process.stdout.write(`\n${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`);
      return 1;
    }
    process.stdout.write('✓ All good.\n');
    return 0;
  },
);
