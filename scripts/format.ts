import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

await run("npm run format    write all files in the project's format and mend what the linter can", async () => {
  return (
    spawnSync('biome', ['check', '--write'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    }).status ?? 1
  );
});
