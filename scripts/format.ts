import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { run } from './run.ts';

const USAGE = `npm run format    write all files in the project's format and mend what the linter can

--dry-run    only say what is not as it should be

Exit codes: 0 done, 1 there is something to mend by hand, 2 bad use.`;

await run(USAGE, async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } });
  const args = values['dry-run'] ? ['check'] : ['check', '--write'];
  return spawnSync('biome', args, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
});
