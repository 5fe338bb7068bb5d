import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORM, startWorld, type World } from './world.ts';

const MINUTE = 60_000;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.github.close());

test('words and moments count from when a comment was written, however long its run had to wait', async () => {
  const { issues } = world.github;
  const { number } = issues.open('uma', 'Slow', FORM).issue;
  const say = async (body: string, minutes: number) => {
    const event = issues.comment(number, 'mira', body, iso(minutes));
    expect(await world.answer(event)).toMatchObject({ did: 'done', problems: [] });
    return event;
  };
  await say('/open sev2 title: Slow pages\nSlow.', -40);
  await say('/ack', -35);
  const [, clock] = written(-27).split(' ');
  await say(`/update identified next ${clock} UTC · A disk.`, -30);
  await say('/update next 10 min · Still.', -25);
  await say('/update\nWritten before what was done first.', -28);
  const ahead = await say('/update\nBy a clock that goes wrong.', 600);

  const [path = ''] = world.incidents();
  expect(path).toContain(`${written(-40).slice(0, 10)}-slow-pages`);
  const text = world.file(path);
  expect(text).toContain(`acknowledged: ${iso(-35).slice(0, 16)}:00Z`);
  const headings = text.match(/^## .*$/gm) ?? [];
  expect(headings.slice(0, 4)).toEqual([
    `## ${written(-40)} UTC · investigating`,
    `## ${written(-30)} UTC · identified · next update by ${written(-27)} UTC`,
    `## ${written(-25)} UTC · update · next update by ${written(-15)} UTC`,
    `## ${written(-25)} UTC · update`,
  ]);
  expect(Math.abs(Date.parse(`${headings[4]?.slice(3, 19)}Z`) - Date.now())).toBeLessThan(3 * MINUTE);
  await world.answer(ahead);
  expect(world.file(path)).toBe(text);
});

test('of two updates in the same words, the answer that comes late shows the one it is about', async () => {
  const { issues, failAt } = world.github;
  const { number } = issues.open('uma', 'Slow again', FORM).issue;
  await world.answer(issues.comment(number, 'mira', '/open sev2 title: Slow again\nSlow.', iso(-40)));
  const first = issues.comment(number, 'mira', '/update\nStill slow.', iso(-30));
  failAt('POST comments', 0, { how: 'answer', answer: { status: 403, body: '{"message":"No"}' } });
  await world.answer(first);
  await world.answer(issues.comment(number, 'mira', '/update\nStill slow.', iso(-20)));
  await world.answer(first);
  expect(world.replies(number).at(-1)).toContain(`## ${written(-30)} UTC · update\n\nStill slow.`);
});

const NOW = Date.now();

function iso(minutes: number): string {
  return `${new Date(NOW + minutes * MINUTE).toISOString().slice(0, 19)}Z`;
}

function written(minutes: number): string {
  return iso(minutes).slice(0, 16).replace('T', ' ');
}
