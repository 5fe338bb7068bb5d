import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORM, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.github.close());

test('people and reports at the same moment lose nothing, and what came twice is there once', async () => {
  const { issues } = world.github;
  const event = issues.open('uma', 'Slow', FORM);
  const { number } = event.issue;
  await Promise.all([world.run(event), world.run(event)]);
  expect(world.incidents().length).toBe(1);
  await world.say(number, 'mira', '/confirm sev2 api: degraded title: Slow pages\nIt is slow.');

  const comments = [
    ['mira', '/update identified · A disk is full.'],
    ['nils', '/update web: partial outage - The pages, too.'],
    ['mira', '/update A bigger disk comes.'],
    ['nils', '/assign lead @nils'],
    ['mira', '/ack'],
  ] as const;
  const events = comments.map(([login, body]) => issues.comment(number, login, body));
  const reports = ['Labels', 'Search'].map((title) => issues.open('uma', title, FORM));
  const runs = await Promise.all([...events, ...reports, ...events.slice(0, 2)].map((one) => world.run(one)));
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));

  const [path = ''] = world.incidents().filter((one) => one.includes('report-1.md'));
  const text = world.file(path);
  for (const word of ['A disk is full.', 'The pages, too.', 'A bigger disk comes.', "lead: '@nils'", 'acknowledged:']) {
    expect(text.split(word).length, word).toBe(2);
  }
  expect(world.incidents().length).toBe(3);
  for (const { comment } of events) {
    expect(world.reactionTo(comment.id)).toEqual(['rocket']);
  }
}, 240_000);
