import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../support/github.ts';
import { FORM, startPublished } from './world.ts';

let world: Awaited<ReturnType<typeof startPublished>>;
let issue: number;

beforeAll(async () => {
  world = await startPublished();
  issue = world.issue;
});
afterAll(() => world?.github.close());

/** What passes by itself while the request is made again. */
const PASSING: Readonly<Record<string, Fault>> = {
  '429 with the time to wait': answer(429, 'Too Many Requests', { 'retry-after': '7' }),
  '403 for a limit': answer(403, 'You have exceeded a secondary rate limit.'),
  '500': answer(500, 'Server Error'),
  '502, done all the same': { ...answer(502, 'Bad Gateway'), done: true },
  'no answer': { how: 'silence' },
  'no answer, done all the same': { how: 'silence', done: true },
  'a reset, done all the same': { how: 'reset', done: true },
  'half an answer, done all the same': { how: 'half', done: true },
};

/** What does not change by asking again. */
const LASTING: Readonly<Record<string, Fault>> = {
  '401': answer(401, 'Bad credentials'),
  '403': answer(403, 'Resource not accessible by integration'),
  '404': answer(404, 'Not Found'),
  '422': answer(422, 'Validation Failed'),
  '429 for an hour': answer(429, 'Too Many Requests', { 'retry-after': '3600' }),
};

const CALLS = ['GET collaborators', 'GET comment', 'GET comments', 'POST comments', 'POST reactions', 'PATCH issue'];
/** Nothing is done before these have answered. */
const BEFORE = CALLS.slice(0, 2);

describe.each(CALLS)('%s', (call) => {
  test.each(Object.entries(PASSING))('%s: done once, answered once', async (_, fault) => {
    const command = nextCommand();
    world.github.failAt(call, 0, fault);
    expect(await world.answer(command.event)).toMatchObject({ did: 'done', visible: true, problems: [] });
    expectDone(command);
  });

  test.each(Object.entries(LASTING))(
    '%s: nothing is lost, a person looks, and the next run makes it good',
    async (name, fault) => {
      const command = nextCommand();
      const before = world.messages().length;
      world.github.failAt(call, 0, fault);
      const first = await world.answer(command.event).catch((error: Error) => error);
      if (call === 'GET comment' && name === '404') {
        expect(first).toMatchObject({ did: 'refused', wrote: false, problems: [] });
        expect(world.replies(issue).at(-1)).toContain('was taken away');
        return;
      }
      if (BEFORE.includes(call)) {
        expect(first).toBeInstanceOf(Error);
        expect(world.messages().length).toBe(before);
      } else {
        expect(first).toMatchObject({ did: 'done', visible: true });
        const { problems } = first as { problems: string[] };
        expect(problems.length > 0).toBe(call !== 'POST reactions');
        if (name === '403') expect(problems.join()).toMatch(call === 'POST reactions' ? /^$/ : /issues: write/);
      }
      expect(await world.answer(command.event)).toMatchObject({ did: 'done', visible: true, problems: [] });
      expectDone(command);
    },
  );
});

test('a fault that stays longer than the patience of one run is told with exit code 2, or 3 once it is done', async () => {
  const command = nextCommand();
  for (let at = 0; at < 3; at++) world.github.failAt('GET collaborators', 0, LASTING['403'] as Fault);
  const unable = await world.run(command.event);
  expect([unable.code, unable.outputs]).toEqual([2, '']);
  expect(unable.stderr).toContain('GitHub refuses GET /repos/{owner}/{repo}/collaborators/{username}/permission');
  world.github.failAt('POST comments', 0, LASTING['403'] as Fault);
  for (const code of [2, 2]) expect((await world.run(command.event)).code).toBe(code);
  const untold = await world.run(command.event);
  expect([untold.code, untold.outputs]).toEqual([3, 'changed=true\nwrote=true\n']);
  const told = await world.run(command.event);
  expect([told.code, told.outputs]).toEqual([0, 'changed=true\nwrote=true\n']);
  expectDone(command);
});

test('an answer that comes late shows the words that it is about, not those that came since', async () => {
  const { issues, failAt } = world.github;
  const first = issues.comment(issue, 'mira', '/update api: degraded · Early words.');
  failAt('POST comments', 0, LASTING['403'] as Fault);
  expect((await world.answer(first)).problems.length).toBe(1);
  await world.answer(issues.comment(issue, 'nils', '/update\nLater words.'));
  await world.answer(first);
  expect(world.replies(issue).at(-1)).toMatch(/· api: degraded\n\nEarly words\.\n```/);
});

test('a report whose answer fails is a draft once, and answered by the next run', async () => {
  const event = world.github.issues.open('uma', 'Unanswered', FORM);
  const before = world.incidents().length;
  world.github.failAt('POST comments', 0, LASTING['422'] as Fault);
  expect(await world.answer(event)).toMatchObject({ did: 'draft', problems: [expect.stringContaining('422')] });
  expect(await world.answer(event)).toMatchObject({ did: 'draft', problems: [] });
  expect([world.incidents().length, world.replies(event.issue.number).length]).toEqual([before + 1, 1]);
});

test.each(['GET comments', 'PATCH issue', 'POST comments', 'POST reactions'])(
  'a dismissal whose %s fails is made good by the next run, once, and is not undone by a report that comes again',
  async (call) => {
    const { issues, failAt } = world.github;
    const report = issues.open('uma', 'Nothing', FORM);
    const { number } = report.issue;
    await world.answer(report);
    const before = world.incidents().length;
    const dismissal = issues.comment(number, 'mira', '/dismiss');
    failAt(call, call === 'GET comments' ? 1 : 0, LASTING['403'] as Fault);
    await world.answer(dismissal).catch((error: Error) => error);
    expect(await world.answer(dismissal)).toMatchObject({ did: 'done', visible: false, problems: [] });
    expect([world.incidents().length, issues.state(number)[0]]).toEqual([before - 1, 'closed']);
    expect(world.replies(number).filter((reply) => reply.includes('this is closed')).length).toBe(1);
    issues.answer('PATCH', `/repos/o/r/issues/${number}`, { state: 'open' });
    for (const event of [dismissal, report]) await world.answer(event);
    expect([world.incidents().length, issues.state(number)[0]]).toEqual([before - 1, 'open']);
    expect(world.replies(number).length).toBe(2);
  },
);

test('what is public, or no report, is not dismissed, and it is said what to write instead', async () => {
  const { issues } = world.github;
  const commits = world.messages().length;
  expect(await world.answer(issues.comment(issue, 'mira', '/dismiss'))).toMatchObject({ did: 'refused', wrote: false });
  expect(world.replies(issue).at(-1)).toMatch(/has been public.*\n→ .*`real: false`/);
  const { number } = issues.open('uma', 'A wish', 'Make it blue.', ['wish']).issue;
  await world.answer(issues.comment(number, 'mira', '/dismiss'));
  expect([world.replies(number).at(-1), issues.state(number)[0]]).toEqual([
    expect.stringContaining('This issue has no incident.'),
    'open',
  ]);
  expect(world.messages().length).toBe(commits);
});

test('an event in no known form is looked at by a person', async () => {
  const strange = await world.run({ action: 'opened', issue: {} });
  expect([strange.code, strange.stderr]).toEqual([3, expect.stringContaining('no readable')]);
});

let count = 0;

/** Ends the incident and takes it up again in turn, so that each command makes every call. */
function nextCommand() {
  const word = `Word number ${++count}.`;
  const [state] = world.github.issues.state(issue);
  return {
    word,
    event: world.github.issues.comment(issue, 'mira', `/${state === 'open' ? 'resolve' : 'reopen'} ${word}`),
  };
}

function expectDone({ word, event }: ReturnType<typeof nextCommand>): void {
  const [path = ''] = world.incidents().filter((one) => one.includes('report-1.md'));
  expect(world.file(path).split(word).length).toBe(2);
  expect(
    world.replies(issue).filter((reply) => reply.startsWith(`<!-- allclear: comment ${event.comment.id} -->`)).length,
  ).toBe(1);
  expect(world.github.issues.state(issue)[0]).toBe(event.comment.body.startsWith('/resolve') ? 'closed' : 'open');
}

function answer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return { how: 'answer', answer: { status, body: JSON.stringify({ message }), headers } };
}
