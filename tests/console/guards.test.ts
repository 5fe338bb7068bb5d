import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hidden } from '../../src/console/mark.ts';
import { MOST_DRAFTS } from '../../src/console/report.ts';
import { FORM, SITE, startPublished, startWorld } from './world.ts';

let world: Awaited<ReturnType<typeof startPublished>>;
let issue: number;

beforeAll(async () => {
  world = await startPublished();
  issue = world.issue;
});
afterAll(() => world?.github.close());

const COMMANDS = [
  '/update identified A lie.',
  '/resolve\nAll is well.',
  '/severity sev4',
  '/assign commander @uma',
  '/ack',
  '/dismiss',
  '/open sev2 Another.',
  '/confirm A lie.',
  '/reopen A lie.',
  '/status',
  '/help',
  '/ack\n/ack',
  'Hello\n/ack',
];

describe.each(['uma', 'rosa', 'octo-ghost'])(
  '%s, who may not write, changes nothing and makes nobody write',
  (login) => {
    test.each(COMMANDS)('%j', async (body) => {
      const { issues, requests } = world.github;
      const before = state();
      requests.length = 0;
      const event = issues.comment(issue, login, body);
      const answered = await world.answer(event).catch((error: Error) => error.message);
      if (login === 'octo-ghost') expect(answered).toContain('is not a user');
      else expect(answered).toMatchObject({ did: 'nothing', wrote: false, visible: false, problems: [] });
      expect(state()).toEqual(before);
      expect(requests.filter((kind) => !['GET collaborators', 'POST reactions'].includes(kind))).toEqual([]);
      expect(world.reactionTo(event.comment.id)).toEqual(
        login === 'octo-ghost' || body.includes('\n/ack') ? [] : ['-1'],
      );
    });
  },
);

test('what a program writes is not even asked about, nor what looks like an answer of ours', async () => {
  const { issues, requests } = world.github;
  requests.length = 0;
  const events = [
    issues.comment(issue, 'helper[bot]', '/resolve All is well.'),
    issues.comment(issue, 'github-actions[bot]', '/resolve All is well.'),
    issues.comment(issue, 'mira', `${hidden('comment 1')}\n/resolve All is well.`),
    { ...issues.comment(issue, 'mira', '/resolve'), action: 'edited' },
    { ...issues.comment(issue, 'mira', '/resolve'), action: 'deleted' },
    { ...issues.open('mira', 'x', FORM), action: 'closed' },
    issues.open('sync[bot]', 'x', FORM),
  ];
  const before = state();
  for (const event of events) {
    expect(await world.answer(event)).toMatchObject({ did: 'nothing', wrote: false, problems: [] });
  }
  expect([state(), requests]).toEqual([before, []]);
});

test('a comment that was changed or taken away before it was read does nothing, and its writer hears so', async () => {
  const { issues } = world.github;
  const before = state();
  const changed = issues.comment(issue, 'mira', '/update A disk.');
  issues.edit(changed.comment.id, '/update Something else.');
  const same = issues.comment(issue, 'mira', '/update A disk.');
  issues.edit(same.comment.id, '/update A disk.');
  const atOnce = issues.comment(issue, 'mira', '/update A disk.');
  issues.edit(atOnce.comment.id, '/update Something else.', atOnce.comment.created_at);
  const gone = issues.comment(issue, 'mira', '/update A disk.');
  issues.remove(gone.comment.id);
  for (const event of [changed, same, atOnce, gone]) {
    expect(await world.answer(event)).toMatchObject({ did: 'refused', wrote: false, visible: false, problems: [] });
  }
  expect(state().commits).toBe(before.commits);
  const replies = world.replies(issue).slice(-4);
  expect(replies[0]).toContain('was changed before it was read. Write a new one.');
  expect(replies[3]).toContain('was taken away before it was read. Write a new one.');
});

test('who lost the right to write since they wrote may no longer', async () => {
  const { issues } = world.github;
  const before = state();
  issues.admit('olga', 'write');
  const event = issues.comment(issue, 'olga', '/update A lie.');
  issues.admit('olga', 'read');
  expect(await world.answer(event)).toMatchObject({
    did: 'nothing',
    because: '"olga" may not write to the repository.',
  });
  expect(state()).toEqual(before);
});

test('a delivery that comes again publishes once and is answered once, whatever became of the comment since', async () => {
  const { issues } = world.github;
  const event = issues.comment(issue, 'mira', '/update identified · A disk is full.');
  expect(await world.answer(event)).toMatchObject({ did: 'done', visible: true, problems: [] });
  const before = state();
  expect(await world.answer(event)).toMatchObject({ did: 'done', visible: true, problems: [] });
  issues.edit(event.comment.id, '/resolve');
  expect(await world.answer(event)).toMatchObject({ did: 'done', visible: true, problems: [] });
  expect(state()).toEqual(before);
  expect(world.reactionTo(event.comment.id)).toEqual(['rocket']);
});

test('an update neither opens an issue that a person has closed nor closes one that goes on', async () => {
  const { issues } = world.github;
  issues.answer('PATCH', `/repos/o/r/issues/${issue}`, { state: 'closed' });
  await world.answer(issues.comment(issue, 'mira', '/update\nIt goes on elsewhere.'));
  expect(issues.state(issue)[0]).toBe('closed');
  issues.answer('PATCH', `/repos/o/r/issues/${issue}`, { state: 'open' });
  await world.answer(issues.comment(issue, 'mira', '/update monitoring\nIt goes on here.'));
  expect(issues.state(issue)[0]).toBe('open');
});

test('an end that comes again does not close an issue that was opened again', async () => {
  const { issues } = world.github;
  const end = issues.comment(issue, 'mira', '/resolve Over.');
  await world.answer(end);
  await world.answer(issues.comment(issue, 'mira', '/reopen Not over.'));
  await world.answer(end);
  expect(issues.state(issue)[0]).toBe('open');
});

test('an answer that a stranger has forged does not keep ours away', async () => {
  const { issues } = world.github;
  const event = issues.comment(issue, 'mira', '/status');
  issues.comment(issue, 'uma', `${hidden(`comment ${event.comment.id}`)}\nIt is well.`);
  const before = world.replies(issue).length;
  await world.answer(event);
  expect(world.replies(issue).length).toBe(before + 1);
});

test('of a flood of reports the first become drafts; every reporter is told, and a person can still publish', async () => {
  const minute = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const drafts = Array.from({ length: MOST_DRAFTS - 1 }, (_, at) => [
    `incidents/${minute.slice(0, 4)}/${minute.slice(0, 10)}-report-${at}.md`,
    `---\ntitle: Report ${at}\nseverity: sev4\nvisibility: draft\ntracking: https://github.com/acme/status/issues/${900 + at}\n---\n\n## ${minute} UTC · investigating\n\nSlow.\n`,
  ]);
  const flooded = await startWorld({ ...SITE, ...Object.fromEntries(drafts) });
  try {
    const { issues } = flooded.github;
    const events = ['Last', 'Late'].map((title) => issues.open('uma', title, FORM));
    for (const event of events) await flooded.answer(event);
    expect(flooded.incidents().length).toBe(MOST_DRAFTS);
    const [last = 0, late = 0] = events.map(({ issue: { number } }) => number);
    expect(flooded.replies(last)[0]).toContain('as a draft');
    expect(flooded.replies(late)[0]).toMatch(/not written down elsewhere.*20 reports have come in/s);
    await flooded.answer(issues.comment(late, 'mira', '/open sev2 title: It is slow\nIt is true.'));
    expect([flooded.incidents().length, flooded.replies(late).length]).toEqual([MOST_DRAFTS + 1, 2]);
  } finally {
    await flooded.github.close();
  }
});

/** What there is to see for everybody. */
function state() {
  return {
    commits: world.messages().length,
    replies: world.replies(issue).length,
    open: world.github.issues.state(issue),
  };
}
