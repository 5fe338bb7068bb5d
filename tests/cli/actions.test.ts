import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, git, type Outcome } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { incidentFile, SMALL_SITE } from '../support/small-site.ts';

const ID = '2026-11-10-slow-answers';
const FILE = `content/postmortems/${ID}.md`;
const BODY = `---
title: Slow answers
status: published
published: 2026-11-12
summary: Slow.
---

## Action items

- [ ] Alert on a full disk · owner: Ana Lind · due: 2026-11-18 · type: detect
- [ ] Buy disks · owner: Bo Juhl · due: 2026-12-18 · type: prevent
- [x] Free the disk · owner: Ana Lind · due: 2026-11-11 · type: mitigate · done: 2026-11-11
`;

function world() {
  const folder = makeRepository({
    ...SMALL_SITE,
    [`incidents/2026/${ID}.md`]: incidentFile(),
    [`postmortems/${ID}.md`]: BODY,
  });
  const run = (...args: string[]): Promise<Outcome> =>
    command('actions', args, { CONTENT: join(folder, 'content'), NOW: '2026-11-21T12:00:00Z' });
  return { folder, run, text: () => readFileSync(join(folder, FILE), 'utf8') };
}

test('list: overdue first, then by day, then what is done; options leave only what is asked for', async () => {
  const { run } = world();
  const { code, stdout } = await run('list');
  expect([code, stdout.replaceAll(/^[0-9a-f]{5}|(?<=done )[0-9a-f]{5}/gm, 'xxxxx')]).toMatchInlineSnapshot(`
    [
      0,
      "item   state         day         owner     type      post-mortem              what
    xxxxx  overdue       2026-11-18  Ana Lind  detect    2026-11-10-slow-answers  Alert on a full disk
    xxxxx  open          2026-12-18  Bo Juhl   prevent   2026-11-10-slow-answers  Buy disks
    xxxxx  done on time  2026-11-11  Ana Lind  mitigate  2026-11-10-slow-answers  Free the disk
    3 items: 1 done, 2 open, 1 of them overdue.
    When one is done: npm run actions -- done xxxxx
    ",
    ]
  `);
  const json = async (...args: string[]): Promise<string[]> =>
    JSON.parse((await run('list', '--json', ...args)).stdout).map(({ text }: { text: string }) => text);
  expect(await json('--open')).toEqual(['Alert on a full disk', 'Buy disks']);
  expect(await json('--overdue', '--owner', 'ana')).toEqual(['Alert on a full disk']);
  expect(await json('--type', 'mitigate', '--postmortem', 'slow')).toEqual(['Free the disk']);
  const { code: refused, stderr } = await run('list', '--type', 'detct');
  expect([refused, stderr]).toEqual([1, expect.stringContaining('Did you mean "detect"?')]);
});

test('done: one line is changed and committed, whatever else is changed; undone it is as it was', async () => {
  const { folder, run, text } = world();
  writeFileSync(join(folder, 'content/site.yaml'), `${SMALL_SITE['site.yaml']}# mine\n`);
  const [{ ref }] = JSON.parse((await run('list', '--open', '--json')).stdout);
  const dry = await run('done', ref, '--dry-run');
  expect([dry.code, text()]).toEqual([0, BODY]);
  expect(dry.stdout).toContain(
    '+ - [x] Alert on a full disk · owner: Ana Lind · due: 2026-11-18 · type: detect · done: 2026-11-21',
  );

  const { code, stdout } = await run('done', ref, '--on', '2026-11-19');
  expect([code, stdout]).toEqual([0, expect.stringContaining(`✓ postmortem ${ID}: action ${ref} done`)]);
  expect(text()).toBe(
    BODY.replace('[ ] Alert', '[x] Alert').replace('type: detect', 'type: detect · done: 2026-11-19'),
  );
  expect(git(folder, 'show', '--numstat', '--format=%s', 'HEAD').trim().split('\n')).toEqual([
    `postmortem ${ID}: action ${ref} done`,
    '',
    `1\t1\t${FILE}`,
  ]);
  expect((await run('done', ref)).stdout).toContain('Nothing to change');
  expect((await run('done', 'full disk', '--undo')).code).toBe(0);
  expect(text()).toBe(BODY);
  expect(git(folder, 'status', '--porcelain').trim()).toBe('M content/site.yaml');
});

test('what cannot be done is refused, with what to do instead', async () => {
  const { folder, run } = world();
  const said = async (...args: string[]): Promise<[number | null, string]> => {
    const { code, stderr } = await run(...args);
    return [code, stderr.split('\n').slice(0, 2).join(' ')];
  };
  expect(await said('done')).toEqual([1, expect.stringContaining('Name one after "done"')]);
  expect(await said('done', 'disk')).toEqual([1, expect.stringContaining('could be any of 2')]);
  expect(await said('done', 'buy', '--on', '2026-11-22')).toEqual([1, expect.stringContaining('still to come')]);
  expect(await said('done', 'buy', '--on', 'friday')).toEqual([1, expect.stringContaining('is not a day')]);
  expect(await said('tick')).toEqual([2, expect.stringContaining('"tick" is nothing to do here')]);
  writeFileSync(join(folder, FILE), `${BODY}More.\n`);
  expect(await said('done', 'buy')).toEqual([1, expect.stringContaining('not committed it')]);
});
