import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { write } from '../support/small-site.ts';

const RULE = '---\nname: Down\nmatch: { alertname: Down }\ncomponent: api\nseverity: sev2\n---\n';

test('what is not committed is seen by rules and not by ingest, which says so', async () => {
  const repository = makeRepository();
  const content = join(repository, 'content');
  const payload = join(repository, 'payload.json');
  writeFileSync(payload, JSON.stringify({ key: 'a', title: 'Down', state: 'firing' }));
  const ask = (name: string, ...args: string[]) => command(name, args, { CONTENT: content });
  const hint = 'content has changes that are not committed; they are not seen here.';
  expect((await ask('ingest', payload, '--dry-run')).stderr).toBe('');
  write(content, 'rules/down.md', RULE);
  const ingested = await ask('ingest', payload, '--dry-run', '--json');
  expect(ingested.stderr).toContain(hint);
  expect(JSON.parse(ingested.stdout)).toMatchObject({ messages: 1 });
  expect((await ask('rules', 'test', payload)).stdout).toContain('✓ down → api');
  git(repository, 'add', '.');
  git(repository, 'commit', '--quiet', '-m', 'Rule');
  expect((await ask('ingest', payload, '--dry-run')).stderr).toBe('');
  for (const name of ['ingest', 'rules']) expect((await ask(name, '--help')).stdout).toContain('committed');
});
