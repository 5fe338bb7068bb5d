import { spawnSync } from 'node:child_process';
import { ensureBrowser } from '../src/io/browser.ts';
import { run } from './run.ts';

await run(
  `npm test                            every test: units, whole builds, a real browser
npm test -- --project unit          only those that take seconds
npm test -- <file> …                only those

Whatever else vitest understands may follow. Exit codes: 0 all passed, 1 something failed.`,
  async () => {
    process.stdout.write(`${ensureBrowser()}\n`);
    const args = [
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter',
      'default',
      '--reporter',
      './tests/closing-line.ts',
    ];
    const result = spawnSync('vitest', [...args, ...process.argv.slice(2)], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    return result.status ?? 1;
  },
);
