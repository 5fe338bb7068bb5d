import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { KINDS, type Kind } from '../src/schema/kinds.ts';
import { run } from './run.ts';

const FOLDER = '.vscode/schemas';
/** A log has no fields. */
const WITH_FIELDS = (Object.keys(KINDS) as Kind[]).filter((kind) => kind !== 'log');

const USAGE = `npm run schemas    write the JSON Schemas that editors check content with

--dry-run    only print them, as one JSON

Exit codes: 0 done, 2 bad use.`;

await run(USAGE, async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } });
  if (values['dry-run']) {
    const all = Object.fromEntries(WITH_FIELDS.map((kind) => [kind, editorSchema(kind)]));
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return 0;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const kind of WITH_FIELDS) {
    writeFileSync(join(FOLDER, `${kind}.json`), `${JSON.stringify(editorSchema(kind), null, 2)}\n`);
  }
  process.stdout.write(`✓ ${WITH_FIELDS.length} schemas in ${FOLDER}/.\n`);
  return 0;
});

/** A kind's schema with the comment of each field as the description that editors show. */
function editorSchema(kind: Kind): object {
  const schema = z.toJSONSchema(KINDS[kind].schema, { io: 'input', unrepresentable: 'any' });
  const source = readFileSync(`src/schema/${kind}.ts`, 'utf8').split(`export const ${kind}Schema`)[1] ?? '';
  for (const [, comment, field = ''] of source.matchAll(/^ {2}\/\*\* (.+) \*\/\n {2}(\w+):/gm)) {
    const property = schema.properties?.[field];
    if (typeof property === 'object' && comment) property.description = comment;
  }
  return { title: kind, ...schema };
}
