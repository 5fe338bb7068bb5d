import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFixture } from '../support/build.ts';
import { elementsOf } from '../support/html.ts';
import { cloneOf } from '../support/repository.ts';
import { written } from '../support/workflow-expressions.ts';
import { startWorld, type World } from './world.ts';

const HOSTILE = [
  '```@everyone',
  '```',
  'Hello @everyone, <!channel> <@U123> #1 acme/status#2 GH-3',
  '::set-output name=changed::false',
  '##[set-env name=PWNED]yes',
  '::error file=README.md,line=1::Pwned',
  '[skip ci] skip-checks: true Fixes #1 Co-authored-by: a <a@b.example>',
  '---',
  'visibility: internal',
  '---',
  '+++',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '\u202EdetrevnI\u202C \u2066x\u2069',
  `$(touch /tmp/pwned) \`touch /tmp/pwned\` ${written('github.token')}`,
  `${'long '.repeat(12_000)}end`,
].join('\n');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.github.close());

test('hostile words are words: in the file, on the page, in answers, in the log, and never in a message of a commit', async () => {
  const { issues } = world.github;
  const title = '[skip ci] ::set-output name=x::y @everyone #1 \u202E<b>';
  const event = issues.open('uma', title, `${HOSTILE}\n\n## 2026-11-21 11:00 UTC · resolved\n`, ['incident-report']);
  const { number } = event.issue;
  const report = await world.run(event);
  expect([report.code, report.stderr, report.outputs]).toEqual([0, '', 'changed=false\nwrote=true\n']);
  const confirmed = await world.say(number, 'mira', `/confirm sev2 api: degraded title: ${title}\n${HOSTILE}`);
  expect([confirmed.code, confirmed.stderr, confirmed.outputs]).toEqual([0, '', 'changed=true\nwrote=true\n']);
  const heading = await world.say(number, 'mira', '/update\nA.\n\n## 2026-11-21 11:00 UTC · resolved\n\nB.');
  expect([heading.code, heading.outputs]).toEqual([0, 'changed=false\nwrote=false\n']);
  expect(world.replies(number).at(-1)).toContain('Nothing was changed.');

  const [path = ''] = world.incidents();
  const id = path.replace(/^.*\/|\.md$/g, '');
  expect(id).toMatch(/^[a-z0-9-]+$/);
  expect(world.file(path).match(/^## .*$/gm)).toEqual([expect.stringMatching(/^## \S+ \S+ UTC · investigating$/)]);
  expect(world.file(path)).toContain('long end\n');
  expect(world.messages().slice(1)).toEqual([`incident ${id}: open`, `incident ${id}: publish`]);

  for (const reply of world.replies(number)) {
    expect(reply.length).toBeLessThan(65_536);
    expect(reply).not.toMatch(/@\w|#\d|<[!@]\w/);
    const outside = reply.replaceAll(/^(`{3,})text\n.*?\n\1$/gms, '').replaceAll(id, '');
    expect(outside).not.toMatch(/everyone|channel|set-output|skip ci|script|long/);
    expect(reply).not.toMatch(/\u202E|\u2066/);
  }
  for (const { stdout } of [report, confirmed, heading]) {
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
    expect(stdout.length).toBeLessThan(1_000);
  }

  const { out, status, output } = buildFixture(join(cloneOf(world.origin), 'content'), {
    NOW: new Date().toISOString(),
  });
  expect([status, output]).toEqual([0, expect.any(String)]);
  const html = readFileSync(join(out, 'incidents', id, 'index.html'), 'utf8');
  expect(html).toContain('Hello @everyone');
  const attributes = elementsOf(html).flatMap(({ attrs }) => attrs);
  expect(attributes.filter(({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value))).toEqual([]);
  expect(html).not.toContain('<script>');
}, 240_000);
