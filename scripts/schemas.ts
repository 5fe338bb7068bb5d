import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KINDS, type Kind } from '../src/schema/kinds.ts';
import { run } from './run.ts';

const FOLDER = '.vscode/schemas';

await run('npm run schemas    write the JSON Schemas that editors check content with', async () => {
  mkdirSync(FOLDER, { recursive: true });
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const schema = z.toJSONSchema(KINDS[kind].schema, {
      io: 'input',
      unrepresentable: 'any',
    });
    writeFileSync(join(FOLDER, `${kind}.json`), `${JSON.stringify({ title: kind, ...schema }, null, 2)}\n`);
  }
  process.stdout.write(`✓ ${Object.keys(KINDS).length} schemas in ${FOLDER}/.\n`);
  return 0;
});
