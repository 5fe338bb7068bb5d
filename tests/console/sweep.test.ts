import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidden } from '../../src/console/mark.ts';
import { FORM, startWorld, type World } from './world.ts';

const MINUTE = 60_000;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.github.close());

test('what nobody answered within a day is done in the order in which it was written, once', async () => {
  const { issues, requests } = world.github;
  const report = issues.open('uma', 'Labels', FORM);
  const { number } = report.issue;
  const pull = issues.open('mira', 'A change', FORM);
  Object.assign(pull.issue, { pull_request: { url: 'x' } });
  const update = issues.comment(number, 'mira', '/update identified next 90 min\nA disk.', iso(-40));
  issues.comment(number, 'mira', '/confirm sev2 api: degraded title: Labels fail\nThey fail.', iso(-50));
  const stranger = issues.comment(number, 'uma', '/resolve A lie.', iso(-35));
  issues.comment(number, 'uma', `${hidden(`comment ${update.comment.id}`)}\nIt is answered.`, iso(-30));
  issues.comment(number, 'uma', '/update A lie.', iso(-30));
  issues.comment(number, 'mira', '/update\nIts run is on its way.', iso(-1));
  issues.comment(number, 'mira', '/resolve Of two days ago.', iso(-2_880));
  world.github.issues.date(number, iso(-60));

  const swept = await world.sweep();
  expect([swept.code, swept.stderr, swept.outputs]).toEqual([0, '', 'changed=true\nwrote=true\n']);
  const [path = '', ...more] = world.incidents();
  expect(more).toEqual([]);
  const text = world.file(path);
  expect(text).toContain(`next update by ${iso(50).slice(0, 16).replace('T', ' ')} UTC`);
  expect(text.match(/^## .*$/gm)?.map((line) => line.split(' · ')[1])).toEqual(['investigating', 'identified']);
  expect([text.includes('A lie.'), text.includes('on its way'), text.includes('days ago')]).toEqual([
    false,
    false,
    false,
  ]);
  expect([world.replies(number).length, world.reactionTo(stranger.comment.id)]).toEqual([3, ['-1']]);

  const before = world.messages().length;
  requests.length = 0;
  const again = await world.sweep();
  expect([again.code, again.outputs, world.messages().length]).toEqual([0, 'changed=false\nwrote=false\n', before]);
  expect(requests.filter((kind) => kind === 'GET collaborators').length).toBe(1);
  expect(requests.filter((kind) => kind.includes('POST'))).toEqual(['POST reactions', 'POST reactions']);
});

test('what cannot be asked about keeps nothing else away, and a person looks', async () => {
  const { issues } = world.github;
  const { number } = issues.open('uma', 'Search', 'Slow.').issue;
  issues.comment(number, 'octo-ghost', '/ack', iso(-40));
  issues.comment(number, 'mira', '/open sev4 title: Slow search\nSlow.', iso(-30));
  const swept = await world.sweep();
  expect([swept.code, swept.stderr]).toEqual([3, expect.stringContaining('is not a user')]);
  expect(world.incidents().some((path) => path.includes('slow-search'))).toBe(true);
});

const NOW = Date.now();

function iso(minutes: number): string {
  return `${new Date(NOW + minutes * MINUTE).toISOString().slice(0, 19)}Z`;
}
