import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../src/io/environment.ts';
import { readFolder } from '../src/io/files.ts';
import { SEAL_FILE } from '../src/load-content.ts';
import { sealOf } from '../src/sample/redate.ts';
import { run } from './run.ts';

/** The moment the sample's story is told at, and the files that happen around it. */
const ANCHOR = '2026-11-21T12:00:00Z';
const LIVE = /\/2026-11-(?:19-webhook-signing|20-dashboard|21-|23-|30-)/;

await run('npm run seal    after editing the sample: note which of its lines move with the calendar', async () => {
  const { content } = readEnvironment();
  const files = readFolder(content);
  const live = files.map((file) => file.path).filter((path) => LIVE.test(path));
  writeFileSync(join(content, SEAL_FILE), `${JSON.stringify(sealOf(files, ANCHOR, live))}\n`);
  process.stdout.write(`✓ Sealed ${files.length} files, ${live.length} of them live.\n`);
  return 0;
});
