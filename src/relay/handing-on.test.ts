import { expect, test } from 'vitest';
import { createHandingOn, type Drained } from './handing-on.ts';

test('one is done at a time, and however often asked, one more afterwards', async () => {
  let [running, most, runs] = [0, 0, 0];
  let handedOn = 0;
  const drain = async (): Promise<Drained> => {
    most = Math.max(most, ++running);
    runs++;
    await new Promise((done) => setTimeout(done, 5));
    running--;
    return { handedOn: 1 };
  };
  const handingOn = createHandingOn({ drain, note: (drained) => (handedOn += drained.handedOn), log: () => {} });
  for (let at = 0; at < 100; at++) handingOn.trigger();
  await handingOn.idle();
  expect({ runs, most, handedOn }).toEqual({ runs: 2, most: 1, handedOn: 2 });
  handingOn.trigger();
  await handingOn.idle();
  expect(runs).toBe(3);
});

test('a failure is told until it works again', async () => {
  const results = [new Error('no route'), { handedOn: 0, problem: 'Check the token.' }, { handedOn: 2 }];
  const seen: (string | undefined)[] = [];
  const drain = async (): Promise<Drained> => {
    const result = results.shift() ?? { handedOn: 0 };
    if (result instanceof Error) throw result;
    return result;
  };
  const handingOn = createHandingOn({ drain, note: ({ problem }) => seen.push(problem), log: () => {} });
  for (let at = 0; at < 3; at++) {
    handingOn.trigger();
    await handingOn.idle();
  }
  expect(seen).toEqual(['Handing on fails; the log says why.', 'Check the token.', undefined]);
});
