import { expect, test } from 'vitest';
import { logLine } from './log.ts';

test('a line of the log stays one line of plain characters, whatever stands in it', () => {
  const line = logLine({ level: 'info', event: 'x', reason: '\n::set-output::\u001b[31m\u2028\u202e🚨é\u0000' }, 0);
  expect(line).toMatch(/^[ -~]+$/);
  expect(JSON.parse(line)).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    level: 'info',
    event: 'x',
    reason: '\n::set-output::\u001b[31m\u2028\u202e🚨é\u0000',
  });
});
