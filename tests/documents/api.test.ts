import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, type TestContext, test } from 'vitest';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { buildFixture, SAMPLE_CONTENT, sampleSite, snapshotAt } from '../support/build.ts';
import { fileAt, filesOf } from '../support/site.ts';
import { readTable } from '../support/table.ts';

const MONTH = /^api\/v1\/incidents\/\d{4}\/\d{2}\.json$/;
// Keys of these are ids and roles that people chose, so that any may be missing.
const FREE_KEYS = /\/(?:updates\/\d+\/components|roles)$/;
const COLUMNS = {
  id: 'id',
  title: 'title',
  severity: 'severity',
  kind: 'kind',
  cause: 'cause',
  false_alarm: 'falseAlarm',
  open: 'open',
  components: 'components',
  updates: 'updates',
  started: 'started',
  detected: 'detected',
  acknowledged: 'acknowledged',
  identified: 'identified',
  mitigated: 'mitigated',
  resolved: 'resolved',
  first_update: 'firstUpdate',
  url: 'url',
  start_known: 'startKnown',
  opened_by: 'openedBy',
} as const;
const LENGTHS: [column: string, key: string, from: string, to: string][] = [
  ['detect_seconds', 'detect', 'started', 'detected'],
  ['acknowledge_seconds', 'acknowledge', 'detected', 'acknowledged'],
  ['identify_seconds', 'identify', 'detected', 'identified'],
  ['mitigate_seconds', 'mitigate', 'detected', 'mitigated'],
  ['resolve_seconds', 'resolve', 'detected', 'resolved'],
  ['felt_seconds', 'felt', 'started', 'resolved'],
  ['first_update_seconds', 'firstUpdate', 'detected', 'first_update'],
];

let root: string;

beforeAll(async () => {
  root = await sampleSite();
});

test('every document has exactly the shape that its published schema describes', () => {
  const validators = validatorsOf(root);
  const documents = documentsOf(root);
  expect(documents.filter((file) => MONTH.test(file)).length).toBeGreaterThan(3);
  expect(documents.filter((file) => file.startsWith('api/v1/') && !MONTH.test(file))).toHaveLength(9);
  expect(documents.filter((file) => file.startsWith('api/v2/'))).toHaveLength(8);
  const wrong = documents.flatMap((file) => complaints(validators(file), file, readJson(root, file)));
  expect(wrong).toEqual([]);
});

test('a schema refuses a key too many and a key too few, in every kind of object', () => {
  const validators = validatorsOf(root);
  const outcome = documentsOf(root).map((file) => mutate(validators(file), file, readJson(root, file)));
  expect(outcome.flatMap((one) => one.accepted)).toEqual([]);
  expect(outcome.reduce((sum, one) => sum + one.tried, 0)).toBeGreaterThan(500);
});

test('every schema says its own address, and belongs to a document', () => {
  const origin = originOf(root);
  const schemas = filesOf(root, 'api/schemas/**/*.json');
  expect(schemas).toHaveLength(17);
  for (const file of schemas) {
    expect(idOf(readJson(root, file))).toBe(`${origin}/${file}`);
    expect(fileAt(root, file.replace('schemas/', '')), file).toBeDefined();
  }
});

test('every address in the index leads to a file, and every document has its address there', () => {
  const origin = originOf(root);
  const addresses = stringsOf(readJson(root, 'api/v1/index.json')).filter((text) => text.startsWith(`${origin}/`));
  const missing = addresses.filter((one) => fileAt(root, one.slice(origin.length)) === undefined);
  expect(missing).toEqual([]);
  const unlisted = documentsOf(root)
    .filter((file) => file.startsWith('api/v1/'))
    .filter((file) => !addresses.includes(`${origin}/${file}`));
  expect(unlisted).toEqual([]);
});

test('the index counts the incidents of each month as its document holds them', () => {
  const { months } = readJson(root, 'api/v1/index.json') as { months: { month: string; incidents: number }[] };
  const counted = months.map(({ month }) => ({ month, incidents: incidentsOf(root, month) }));
  expect(months.map(({ month, incidents }) => ({ month, incidents }))).toEqual(counted);
  expect(months.reduce((sum, month) => sum + month.incidents, 0)).toBe(snapshotAt(SAMPLE_CONTENT).incidents.length);
});

test('the table of metrics says the same as the document, row by row', () => {
  const { incidents, asOf } = readJson(root, 'api/v1/metrics.json') as { incidents: Row[]; asOf: string };
  const table = readTable(readFileSync(join(root, 'api/v1/metrics.csv'), 'utf8'));
  expect(incidents.length).toBeGreaterThan(50);
  expect(table).toEqual(incidents.map((one) => ({ ...cellsOf(one), as_of: asOf })));
});

test('every length in the table is what lies between its two moments', () => {
  const table = readTable(readFileSync(join(root, 'api/v1/metrics.csv'), 'utf8'));
  const wrong = table.flatMap((row) =>
    LENGTHS.filter(([column, , from, to]) => row[column] !== secondsBetween(row[from], row[to])).map(
      ([column]) => `${row['id']}: ${column}`,
    ),
  );
  expect(wrong).toEqual([]);
  for (const [column] of LENGTHS) expect(table.filter((row) => row[column] !== '').length, column).toBeGreaterThan(20);
});

test('every example on the page for programs runs as it stands', async (context) => {
  await needTools(context, ['bash', 'jq', 'curl']);
  await withServedSample(async (site) => {
    const page = await (await fetch(`${site.address}api/index.md`)).text();
    const examples = codeBlocks(page, 'sh');
    expect(examples.length).toBeGreaterThanOrEqual(4);
    const outputs = [];
    for (const example of examples) outputs.push(await run('bash', ['-o', 'pipefail', '-c', example]));
    for (const output of outputs) expect(output).toMatch(/\S/);
    expect(outputs[0]?.trim()).toBe('Parcel tracking partly down, Webhooks degraded');
    expect(outputs[1]?.trim().split('\n')).toContain('Parcel tracking: partial');
    const scripts = codeBlocks(page, 'js');
    expect(scripts).toHaveLength(1);
    for (const script of scripts) {
      expect(await run(process.execPath, ['--input-type=module', '-e', script])).toBe(outputs[0]);
    }
  });
});

function documentsOf(site: string): string[] {
  return filesOf(site, 'api/v{1,2}/**/*.json');
}

function readJson(site: string, file: string): unknown {
  return JSON.parse(readFileSync(join(site, file), 'utf8'));
}

function originOf(site: string): string {
  const { page } = readJson(site, 'api/v1/status.json') as { page: { url: string } };
  return page.url.replace(/\/$/, '');
}

function incidentsOf(site: string, month: string): number {
  const file = `api/v1/incidents/${month.replace('-', '/')}.json`;
  return (readJson(site, file) as { incidents: unknown[] }).incidents.length;
}

function validatorsOf(site: string): (file: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allErrors: false });
  addFormats.default(ajv);
  const made = new Map<string, ValidateFunction>();
  return (file) => {
    const schema = MONTH.test(file) ? 'api/v1/incidents.json' : file;
    const validator = made.get(schema) ?? ajv.compile(readJson(site, schema.replace('api/', 'api/schemas/')) as object);
    made.set(schema, validator);
    return validator;
  };
}

function complaints(validate: ValidateFunction, file: string, value: unknown): string[] {
  return validate(value) ? [] : [`${file}${validate.errors?.[0]?.instancePath}: ${validate.errors?.[0]?.message}`];
}

/** Changes the first object of each kind by one key at a time, and says which changes went unnoticed. */
function mutate(validate: ValidateFunction, file: string, document: unknown): Mutations {
  const result: Mutations = { tried: 0, accepted: [] };
  const attempt = (change: string): void => {
    result.tried++;
    if (validate(document)) result.accepted.push(`${file}${change}`);
  };
  for (const [path, object] of kindsOf(document)) {
    object['unexpected'] = {};
    attempt(`${path}/unexpected`);
    delete object['unexpected'];
    for (const [key, value] of FREE_KEYS.test(path) ? [] : Object.entries(object)) {
      delete object[key];
      attempt(`${path} without ${key}`);
      object[key] = value;
    }
  }
  expect(validate(document), `${file} as it was`).toBe(true);
  return result;
}

function kindsOf(document: unknown): [path: string, object: Row][] {
  const kinds = new Map<string, [string, Row]>();
  for (const [path, object] of objectsBelow(document, '')) {
    const kind = path.replaceAll(/\/\d+/g, '/*');
    if (!kinds.has(kind)) kinds.set(kind, [path, object]);
  }
  return [...kinds.values()];
}

function* objectsBelow(value: unknown, path: string): Generator<[string, Row]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Row];
  for (const [key, child] of Object.entries(value)) yield* objectsBelow(child, `${path}/${key}`);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function idOf(schema: unknown): unknown {
  return (schema as { $id?: unknown }).$id;
}

/** The cells of a row as the document has them. */
function cellsOf(row: Row): Record<string, string> {
  const [seconds, targets] = [row['seconds'] as Row, row['targets'] as Row];
  const postmortem = (row['postmortem'] ?? { due: null, published: null }) as Row;
  return Object.fromEntries([
    ['response_target_seconds', cellOf(targets['acknowledge'])],
    ['resolution_target_seconds', cellOf(targets['resolve'])],
    ['postmortem_due', cellOf(postmortem['due'])],
    ['postmortem_published', cellOf(postmortem['published'])],
    ...Object.entries(COLUMNS).map(([column, key]) => [column, cellOf(row[key])]),
    ...LENGTHS.map(([column, key]) => [column, cellOf(seconds[key])]),
  ]);
}

function cellOf(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

function secondsBetween(from = '', to = ''): string {
  return from === '' || to === '' ? '' : String(Math.max(0, Date.parse(to) - Date.parse(from)) / 1000);
}

function codeBlocks(markdown: string, language: string): string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  return [...markdown.matchAll(pattern)].map(([, code = '']) => code);
}

/** The sample, built for the address at which it is served. */
async function withServedSample(work: (site: SiteServer) => Promise<void>): Promise<void> {
  const port = await freePort();
  const { out, status, output } = buildFixture(SAMPLE_CONTENT, { SITE: `http://127.0.0.1:${port}` });
  const site = await serveSite(out, { port });
  try {
    expect(status, output).toBe(0);
    await work(site);
  } finally {
    await site.close();
    rmSync(out, { recursive: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function needTools(context: TestContext, tools: readonly string[]): Promise<void> {
  for (const tool of tools) {
    const there = await run(tool, ['--version']).catch(() => undefined);
    if (there === undefined) context.skip(`no ${tool}`);
  }
}

// The site is served by this process, which therefore must not wait.
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    execFile(program, args, (error, stdout, stderr) =>
      error ? failed(new Error(`${error}\n${stderr}`)) : done(stdout),
    );
  });
}

type Row = Record<string, unknown>;

interface Mutations {
  tried: number;
  /** Changes that the schema let pass. */
  accepted: string[];
}
