import { expect, test } from 'vitest';
import type { Asker } from '../cli/asker.ts';
import type { Event } from './journal.ts';
import { readSteps } from './steps.ts';
import { valuesBook } from './values.ts';
import { walk } from './walk.ts';

const CASES = `## Resolution

**The disk is full:** delete.

\`\`\`sh
echo one
\`\`\`

\`\`\`sh
echo two
\`\`\`

**It is not:** look.

\`\`\`sh
echo three
\`\`\`
`;

test('a case of several commands that was declined is not offered again', async () => {
  const first = await walked([], ['no', 'stop']);
  expect(first).toMatchObject({ how: 'stopped', ran: [] });
  const second = await walked(first.events, ['yes', 'run']);
  expect(second).toMatchObject({ how: 'finished', ran: ['echo three'] });
  expect(second.said.filter((line) => line.includes('Resolution 1'))).toEqual([
    expect.stringMatching(/^✓ Resolution 1/),
  ]);
});

/** A walk in which these choices are made, one after another. */
async function walked(before: readonly Event[], choices: string[]) {
  const [events, said, ran] = [[...before], [] as string[], [] as string[]];
  const ask = { choose: async () => choices.shift() ?? 'stop' } as unknown as Asker;
  const how = await walk({
    steps: readSteps(CASES),
    before,
    book: valuesBook({ variables: {}, given: new Map(), incident: undefined, ask, found: () => undefined }),
    ask,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
    say: (line) => said.push(line),
    bold: (text) => text,
    mask: (text) => text,
    run: async ({ code }) => {
      ran.push(code.trim());
      return { ended: { code: 0, ms: 5 }, output: '' };
    },
    keep: (event) => events.push(event),
  });
  return { how, events, said, ran };
}
