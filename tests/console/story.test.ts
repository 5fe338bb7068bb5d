import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORM, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.github.close());

test('a report becomes a draft, which a person publishes, tells of, ends and takes up again', async () => {
  const { issues } = world.github;
  const event = issues.open('uma', 'Labels: "none" printed', FORM);
  const { number, html_url } = event.issue;
  const opened = await world.run(event);
  expect([opened.code, opened.stderr, opened.outputs]).toEqual([0, '', 'changed=false\nwrote=true\n']);
  const [path = ''] = world.incidents();
  const id = path.replace(/^.*\/|\.md$/g, '');
  expect(id).toMatch(/^\d{4}-\d\d-\d\d-report-1$/);
  expect(world.file(path)).toContain(
    `title: Report 1\nseverity: sev4\nvisibility: draft\ntracking: ${html_url}\ncomments:\n  - issue ${event.issue.id}\n---\n`,
  );
  expect(world.file(path)).toContain(
    '> Labels: "none" printed\n>\n> ### What is wrong?\n>\n> Labels cannot be printed.\n>\n> ### Since when?\n>\n> 14:00 UTC\n',
  );
  expect(world.file(path)).not.toContain('_No response_');
  expect(world.replies(number)).toEqual([expect.stringContaining(`as a draft, \`${id}\``)]);

  const say = async (body: string) => {
    const comment = issues.comment(number, 'mira', body);
    const { visible, wrote, problems } = await world.answer(comment);
    expect(problems).toEqual([]);
    const reply = world.replies(number).at(-1) ?? '';
    return { reply, visible, wrote, reactions: world.reactionTo(comment.comment.id) };
  };

  const status = await say('/status');
  expect(status.reply).toContain(`${id} (draft): **investigating**, sev4, since`);
  expect(status).toMatchObject({ visible: false, wrote: false, reactions: ['eyes'] });

  const acknowledged = await say('/ack');
  expect(acknowledged).toMatchObject({ visible: false, wrote: true, reactions: ['rocket'] });

  const confirmed = await say(
    '/confirm sev2 api: degraded, web: partial outage title: Some labels fail to print\r\nSome labels fail.\r\n\r\nWe look.',
  );
  expect(confirmed).toMatchObject({ visible: true, wrote: true, reactions: ['rocket'] });
  expect(confirmed.reply).toMatch(
    /```text\ntitle: Some labels fail to print\nseverity: sev2\n\n## \S+ \S+ UTC · investigating\n\nSome labels fail\.\n\nWe look\.\n```/,
  );
  expect(confirmed.reply).toContain(`(https://status.small.example/incidents/${id}/)`);
  expect(confirmed.reply).toContain('Told to: `team`.');
  const [, commit = ''] = /\/blob\/([0-9a-f]{40})\/content\/(\S+)\) at commit/.exec(confirmed.reply) ?? [];
  expect(world.git('show', `${commit}:content/${path}`)).toBe(world.file(path));
  expect(world.file(path)).toMatch(/^title: Some labels fail to print\n/m);
  expect(world.file(path)).not.toMatch(/visibility|Labels cannot be printed|none/);

  const updated = await say('/update identified api: major outage next 30 min · A disk is full.');
  expect(updated.reply).toMatch(/· identified · api: major outage · next update by .* UTC\n\nA disk is full\.\n/);
  expect((await say('/assign commander @mira')).reply).toContain('commander: @\u200Bmira');
  expect((await say('/severity SEV4')).reply).toContain('severity: sev4');
  const now = await say('/status');
  expect(now.reply).toContain(`[${id}](https://status.small.example/incidents/${id}/): **identified**, sev4, since`);
  expect(now.reply).toMatch(
    /- Components: (?:api: major outage, web: partial outage|web: partial outage, api: major outage)\.\n- Acknowledged at /,
  );

  const resolved = await say('/resolve Labels can be printed again.');
  expect(resolved.reply).toContain('By sev4 no channel is told; whoever heard that it began hears its end.');
  expect(issues.state(number)).toEqual(['closed', 'completed']);
  const refused = await say('/update identified · Still full.');
  expect(refused.reply).toMatch(/^<!-- .* -->\nNothing was changed\.\n\n```text\n.*is resolved.*\n→ .*reopen/);
  expect(refused).toMatchObject({ visible: false, wrote: false, reactions: ['eyes'] });
  await say('/reopen\nNot all of them.');
  expect(issues.state(number)[0]).toBe('open');
  await say('/update api: ok · One of them works.');
  expect(issues.state(number)[0]).toBe('open');
  await say('/update resolved\nAll of them.');
  expect(issues.state(number)).toEqual(['closed', 'completed']);
  await say('/update A word more.');
  expect(issues.state(number)[0]).toBe('closed');

  const done = [
    'open',
    'acknowledge',
    'publish',
    'update',
    'assign',
    'severity',
    'resolve',
    'reopen',
    'update',
    'update',
    'update',
  ];
  expect(world.messages().slice(1)).toEqual(done.map((word) => `incident ${id}: ${word}`));
  expect(
    world
      .file(path)
      .match(/^## .*/gm)
      ?.map((line) => line.split(' · ')[1]),
  ).toEqual(['investigating', 'identified', 'resolved', 'investigating', 'api: operational', 'resolved', 'update']);
});

test('an incident is opened from any issue', async () => {
  const { issues } = world.github;
  const { number } = issues.open('uma', 'Search is slow', 'I think.', ['bug']).issue;
  const before = world.incidents().length;
  const nothing = await world.answer(issues.comment(number, 'mira', '/update Slow.'));
  expect([nothing.did, world.incidents().length]).toEqual(['refused', before]);
  expect(world.replies(number).at(-1)).toContain('This issue has no incident.\n→ Publish one with /open');
  const opened = await world.say(
    number,
    'nils',
    '/open sev2 web: degraded title: Searching is slow\nSearching takes a minute.',
  );
  expect([opened.code, opened.outputs]).toEqual([0, 'changed=true\nwrote=true\n']);
  const [path = ''] = world.incidents().filter((one) => one.includes('searching-is-slow'));
  expect(world.file(path)).toMatch(
    /^title: Searching is slow\nseverity: sev2\ncomponents:\n {2}web: degraded\ntracking:/m,
  );
  expect(world.replies(number).at(-1)).toContain('Searching takes a minute.');
  await world.answer(issues.comment(number, 'nils', '/open sev2 Again.'));
  expect(world.replies(number).at(-1)).toContain('has its incident already');
  expect(world.incidents().length).toBe(before + 1);
});

test('a report that was nothing is dismissed with a kind word, and leaves no trace on the page', async () => {
  const { issues } = world.github;
  const event = issues.open('uma', 'My screen is dark', FORM);
  const { number } = event.issue;
  await world.answer(event);
  const before = world.incidents().length;
  const dismissal = issues.comment(number, 'mira', '/dismiss The plug was out, @uma.');
  const done = await world.run(dismissal);
  expect([done.code, done.stderr, done.outputs]).toEqual([0, '', 'changed=false\nwrote=true\n']);
  expect([world.incidents().length, issues.state(number)]).toEqual([before - 1, ['closed', 'not_planned']]);
  expect(world.messages().at(-1)).toMatch(/^incident \d{4}-\d\d-\d\d-report-\d+: dismiss$/);
  expect(world.replies(number).at(-1)).toMatch(/Thank you for telling us\..* nothing that the status page/);
  expect(world.reactionTo(dismissal.comment.id)).toEqual(['rocket']);
  await world.answer(issues.comment(number, 'mira', '/confirm sev2 title: Dark screens\nIt is true after all.'));
  expect(world.replies(number).at(-1)).toContain('This issue has no incident.\n→ Publish one with /open');
});

test('what is asked only to be shown is neither written nor told', async () => {
  const { issues } = world.github;
  const before = [world.messages().length, issues.reactions.length];
  const event = issues.open('uma', 'Trial', FORM);
  const report = await world.run(event, '--dry-run');
  expect([report.code, report.stdout]).toEqual([0, expect.stringMatching(/^draft .*Nothing was written\.\n$/s)]);
  const command = await world.run(issues.comment(1, 'mira', '/update Trial.'), '--dry-run', '--json');
  expect(JSON.parse(command.stdout)).toMatchObject({ did: 'done', because: '/update', visible: true, problems: [] });
  expect([world.messages().length, issues.reactions.length]).toEqual(before);
  expect(world.replies(event.issue.number)).toEqual([]);
});
