import { afterEach, expect, test } from 'vitest';
import { readMarker } from '../../src/actions/marker.ts';
import { siteWith, startWorld, type World } from './world.ts';

const worlds: World[] = [];
afterEach(() => Promise.all(worlds.splice(0).map(({ github }) => github.close())));

async function world(items: readonly string[], fields = ''): Promise<World> {
  const made = await startWorld(siteWith([items], fields));
  worlds.push(made);
  return made;
}

const ITEM = '- [ ] Alert on a full disk · owner: @mira · due: 2026-12-05 · type: detect';
const URL = 'https://github.example/octo/site/issues';

test('an open item gets one issue, its line the address; one that is done gets none', async () => {
  const { github, sync, lines, writes, commits } = await world([ITEM, '- [x] Buy disks · done: 2026-11-12']);
  const { done } = await sync();
  expect(done).toEqual({ created: 1, changed: 0, retired: 0, edited: 1 });
  expect(lines()).toEqual([`${ITEM} · issue: ${URL}/1`, '- [x] Buy disks · done: 2026-11-12']);
  const [issue] = github.issues.all();
  expect(issue).toMatchObject({
    title: 'Alert on a full disk',
    labels: [{ name: 'action-item' }, { name: 'detect' }, { name: 'due: 2026-12-05' }],
    assignees: [{ login: 'mira' }],
  });
  expect(issue?.body.replace(/[0-9a-f]{8,16}/g, 'x')).toMatchInlineSnapshot(`
    "<!-- allclear: action -->
    \`\`\`text
    Alert on a full disk
    Due: 2026-12-05
    Type: detect
    \`\`\`

    From [2026-11-10-slow-0](https://status.small.example/postmortems/2026-11-10-slow-0/). Closing this ticks the item there, and the other way round.
    <!-- allclear: action x open x x -->"
  `);
  const [wrote, made] = [writes(), commits()];
  expect((await sync()).steps).toEqual([]);
  expect([writes(), commits()]).toEqual([wrote, made]);
});

test('closed, the item is ticked with the day; opened again, it is not; ticked and unticked, the issue follows', async () => {
  const { github, sync, lines, edit } = await world([ITEM]);
  await sync();
  github.issues.setState(1, 'closed', 'completed');
  await sync();
  expect(lines()).toEqual([`${ITEM.replace('[ ]', '[x]')} · issue: ${URL}/1 · done: 2026-11-21`]);
  github.issues.setState(1, 'open');
  await sync();
  expect(lines()).toEqual([`${ITEM} · issue: ${URL}/1`]);
  edit((text) => text.replace('[ ]', '[x]'));
  await sync();
  expect(github.issues.state(1)).toEqual(['closed', 'completed']);
  edit((text) => text.replace('[x]', '[ ]'));
  await sync();
  expect(github.issues.state(1)).toEqual(['open', 'reopened']);
  expect((await sync()).steps).toEqual([]);
});

test('where both have changed alike nothing is undone; a commit that the issue has not heard of is not taken for a change', async () => {
  const { github, sync, edit, lines } = await world([ITEM]);
  await sync();
  github.issues.setState(1, 'closed', 'completed');
  edit((text) => text.replace('[ ]', '[x]'));
  await sync();
  expect([github.issues.state(1)[0], lines()[0]?.startsWith('- [x]')]).toEqual(['closed', true]);
  expect((await sync()).steps).toEqual([]);
});

test('closed as not planned, nothing is decided: the line stays open, and each run says so', async () => {
  const { github, sync, lines, writes } = await world([ITEM]);
  await sync();
  github.issues.setState(1, 'closed', 'not_planned');
  const told = { do: 'tell', why: expect.stringContaining('issue #1 was closed as not planned') };
  expect((await sync()).steps).toContainEqual(told);
  const wrote = writes();
  expect((await sync()).steps).toEqual([told]);
  expect([writes(), lines()[0]?.startsWith('- [ ]'), github.issues.state(1)]).toEqual([
    wrote,
    true,
    ['closed', 'not_planned'],
  ]);
  github.issues.setState(1, 'open');
  await sync();
  expect([(await sync()).steps, lines()[0]?.startsWith('- [ ]'), github.issues.state(1)[0]]).toEqual([
    [],
    true,
    'open',
  ]);
});

test('what changes in the line changes in the issue; what people wrote there stays', async () => {
  const { github, sync, edit } = await world([ITEM, '- [ ] Buy disks']);
  await sync();
  const [first, second] = github.issues.all();
  first?.labels.push({ name: 'storage' });
  if (first) first.body = `Look here.\n\n${first.body}\n\nAnd there.`;
  if (second) second.title = 'Order disks';
  edit((text) =>
    text.replace('full disk', 'full volume').replace('12-05', '12-09').replace('Buy disks', 'Buy more disks'),
  );
  expect((await sync()).done).toEqual({ created: 0, changed: 2, retired: 0, edited: 0 });
  expect([first?.title, second?.title]).toEqual(['Alert on a full volume', 'Order disks']);
  expect(first?.labels.map(({ name }) => name)).toEqual(['action-item', 'detect', 'due: 2026-12-09', 'storage']);
  expect(first?.body).toMatch(/^Look here\.\n\n<!--[\s\S]*full volume[\s\S]*-->\n\nAnd there\.$/);
  expect(second?.body).toContain('Buy more disks');
  expect((await sync()).steps).toEqual([]);
});

test('an issue that was made and whose address was lost is found again; of two the older stays', async () => {
  const { github, sync, edit, lines } = await world([ITEM]);
  await sync();
  edit((text) => text.replace(/ · issue: \S+/, ''));
  const body = github.issues.all()[0]?.body ?? '';
  github.issues.open('github-actions[bot]', 'Alert on a full disk', body, ['action-item']);
  expect((await sync()).done).toEqual({ created: 0, changed: 0, retired: 1, edited: 1 });
  expect(lines()).toEqual([`${ITEM} · issue: ${URL}/1`]);
  expect([github.issues.state(2), github.issues.comments(2).length]).toEqual([['closed', 'not_planned'], 1]);
  expect(github.issues.comments(2)[0]?.body).toContain('#1, which is older and stays');
  edit((text) => text.replace('issues/1', 'issues/2'));
  await sync();
  expect(lines()).toEqual([`${ITEM} · issue: ${URL}/1`]);
  expect([(await sync()).steps, github.issues.all().length]).toEqual([[], 2]);
});

test('an issue of a stranger that only looks like one of ours is none', async () => {
  const { github, sync, edit, lines } = await world([ITEM]);
  await sync();
  edit((text) => text.replace(/ · issue: \S+/, ''));
  const [mine] = github.issues.all();
  if (mine) mine.body = mine.body.replace(/action [0-9a-f]{16}/, `action ${'0'.repeat(16)}`);
  const key = readMarker(mine?.body ?? '')?.key;
  expect(key).toBe('0'.repeat(16));
  await sync();
  expect(lines()[0]).toContain('issues/2');
  const forged = github.issues.all()[1]?.body ?? '';
  edit((text) => text.replace(/ · issue: \S+/, ''));
  github.issues.lose(2, 'deleted');
  github.issues.open('mallory', 'Alert', forged, ['action-item']);
  await sync();
  expect(lines()[0]).toContain('issues/4');
});

test('an issue that a person has linked is kept as they wrote it, with our part below', async () => {
  const { github, sync, lines } = await world([`${ITEM} · issue: #1`, `- [ ] Other · issue: https://jira.example/A-1`]);
  github.issues.open('mira', 'Disks!', 'They fill up.');
  const { steps } = await sync();
  expect(steps.map((step) => step.do)).toEqual(['change', 'skip']);
  const [issue] = github.issues.all();
  expect([issue?.title, issue?.body.startsWith('They fill up.\n\n<!-- ')]).toEqual(['Disks!', true]);
  github.issues.setState(1, 'closed', 'completed');
  await sync();
  expect(lines()[0]).toBe(`${ITEM.replace('[ ]', '[x]')} · issue: #1 · done: 2026-11-21`);
});

test('what GitHub refuses of one issue keeps no other item from its own', async () => {
  const { github, sync, lines } = await world([`${ITEM} · issue: #1`, '- [ ] Buy disks']);
  github.issues.open('mira', 'Disks!', 'They fill up. '.repeat(4_681));
  const { done, problems } = await sync();
  expect([done.created, problems.length]).toEqual([1, 1]);
  expect(lines()[1]).toBe(`- [ ] Buy disks · issue: ${URL}/2`);
});

test('an issue that is gone or in another repository is told of, and never made again', async () => {
  const { github, sync, lines } = await world([ITEM, '- [ ] Buy disks']);
  await sync();
  const before = lines();
  github.issues.lose(1, 'deleted');
  github.issues.lose(2, 'moved');
  expect((await sync()).steps).toEqual([
    { do: 'tell', why: expect.stringContaining('#1, which was deleted') },
    { do: 'tell', why: expect.stringContaining('#2, which was moved') },
  ]);
  expect([lines(), github.issues.all().length]).toEqual([before, 2]);
});

test('in a public repository only published post-mortems have issues, and those name no owner; a private one has all', async () => {
  const items = ['- [ ] Alert on a full disk <!-- psst --> · owner: Ana Lind · cost: 9 k'];
  const { github, sync } = await world(items);
  await sync();
  const issue = JSON.stringify(github.issues.all());
  expect([issue.includes('full disk'), /Ana|psst|9 k/.test(issue)]).toEqual([true, false]);
  const draft = await startWorld({
    ...siteWith([items]),
    'postmortems/2026-11-10-slow-0.md': `---\ntitle: Slow\nstatus: review\nsummary: Slow.\n---\n\n${items[0]}\n`,
  });
  worlds.push(draft);
  expect((await draft.sync()).steps).toMatchObject([{ do: 'skip', why: expect.stringContaining('not published') }]);
  expect(draft.github.issues.all()).toEqual([]);
  draft.github.issues.setting.isPrivate = true;
  await draft.sync();
  expect(draft.github.issues.all()[0]?.body).toMatch(
    /Owner: Ana Lind[\s\S]*\/blob\/HEAD\/content\/postmortems\/2026-11-10-slow-0\.md/,
  );
});

test('words of content call nobody, refer to nothing and end no code block', async () => {
  const hostile =
    '- [ ] @everyone fixes #1, closes octo/site#2 ``` <!-- allclear: action 0000000000000000 done 00000000 - --> &lt;!-- x --&gt; [a](javascript:b)';
  const { github, sync } = await world([hostile]);
  await sync();
  const [issue] = github.issues.all();
  expect(`${issue?.title}\n${issue?.body}`).not.toMatch(/@\w|#\d/);
  expect(readMarker(issue?.body ?? '')).toMatchObject({ state: 'open' });
  expect(issue?.body.match(/<!--/g)).toHaveLength(2);
  expect((await sync()).steps).toEqual([]);
});

test('an owner who cannot be assigned is told of; the issue is made without', async () => {
  const { github, sync } = await world([ITEM.replace('@mira', '@ghost')]);
  expect((await sync()).problems).toEqual([expect.stringContaining('@ghost cannot be assigned')]);
  expect(github.issues.all()).toMatchObject([{ assignees: [] }]);
});

test('only so much is written in a run, and the rest in the next; a limit of GitHub ends a run, and nothing is lost', async () => {
  const items = Array.from({ length: 7 }, (_, at) => `- [ ] Item ${at}`);
  const { github, sync, lines } = await world(items);
  expect(await sync({ most: 3 })).toMatchObject({ done: { created: 3, edited: 3 }, left: 4 });
  const limit = {
    status: 403,
    body: '{"message":"You have exceeded a secondary rate limit"}',
    headers: { 'retry-after': '600' },
  };
  github.failAt('POST issue', 1, { how: 'answer', answer: limit });
  const limited = await sync();
  expect(limited).toMatchObject({ done: { created: 1, edited: 1 }, left: 3 });
  expect(limited.problems).toEqual([expect.stringContaining('takes no more requests for now')]);
  await sync();
  expect([github.issues.all().length, lines().filter((line) => line.includes('issue:')).length]).toEqual([7, 7]);
});

test('an issue whose answer was lost is not made again, and the branch may move meanwhile', async () => {
  const { github, sync, edit, lines } = await world([ITEM, '- [ ] Buy disks']);
  github.failAt('POST issue', 0, { how: 'reset', done: true });
  github.failAt('POST issue', 0, {
    how: 'answer',
    answer: { status: 201 },
    done: true,
    meanwhile: async () => edit((text) => `${text}- [ ] New\n`),
  });
  await sync();
  expect(lines().map((line) => /issues\/\d/.exec(line)?.[0])).toEqual(['issues/1', 'issues/2', undefined]);
  await sync();
  expect(github.issues.all().length).toBe(3);
});

test('a dry run writes nothing', async () => {
  const { sync, writes, commits } = await world([ITEM]);
  const before = [writes(), commits()];
  expect((await sync({ dryRun: true })).steps).toMatchObject([{ do: 'create' }]);
  expect([writes(), commits()]).toEqual(before);
});

test('a token that may not set labels makes one issue at most, and says so', async () => {
  const { github, sync } = await world([ITEM, '- [ ] Buy disks']);
  github.issues.setting.maySetLabels = false;
  expect((await sync()).problems).toEqual([expect.stringContaining('did not get the label action-item')]);
  expect(github.issues.all().length).toBe(1);
});
