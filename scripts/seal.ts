import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../src/io/environment.ts';
import { readFolder } from '../src/io/files.ts';
import { SEAL_FILE } from '../src/load-content.ts';
import { sealOf } from '../src/sample/redate.ts';
import { run } from './run.ts';

/** The moment the sample's story is told at, and the files that happen around it. */
const ANCHOR = '2026-11-21T12:00:00Z';
const LIVE = /\/2026-11-(?:19-webhook-signing|20-dashboard|21-|23-|30-)/;

const USAGE = `npm run seal    after editing the sample: note which of its lines move with the calendar

--dry-run    only say whether the seal is as it must be

Exit codes: 0 done, 1 the seal is not as it must be (with --dry-run), 2 bad use or not possible here.`;

await run(USAGE, async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } });
  const { content } = readEnvironment();
  const files = readFolder(content);
  const live = files.map((file) => file.path).filter((path) => LIVE.test(path));
  const seal = `${JSON.stringify(sealOf(files, ANCHOR, live))}\n`;
  const path = join(content, SEAL_FILE);
  if (values['dry-run']) {
    const isSame = existsSync(path) && readFileSync(path, 'utf8') === seal;
    process.stdout.write(isSame ? '✓ The seal is as it must be.\n' : '✗ The seal is not that of these files.\n');
    return isSame ? 0 : 1;
  }
  writeFileSync(path, seal);
  process.stdout.write(`✓ Sealed ${files.length} files, ${live.length} of them live.\n`);
  return 0;
});
