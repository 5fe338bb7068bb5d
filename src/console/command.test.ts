import { describe, expect, test } from 'vitest';
import { readComment } from './command.ts';
import { COMMAND_NAMES, COMMANDS } from './commands.ts';

test.each<[comment: string, name: string, words: string, text: string]>([
  ['/ack', 'ack', '', ''],
  ['\r\n  /Resolve\r\nIt is over.\r\n', 'resolve', '', 'It is over.'],
  ['/resolve: It is over.', 'resolve', 'It is over.', ''],
  ['/update monitoring A fix is out.\n\nMore tomorrow.', 'update', 'monitoring A fix is out.', '\nMore tomorrow.'],
  ['/update\n```\n/resolve\n```', 'update', '', '```\n/resolve\n```'],
  [
    '/update\n> /resolve\n    /ack\nSee /var/log and /resolve it.',
    'update',
    '',
    '> /resolve\n    /ack\nSee /var/log and /resolve it.',
  ],
  ['/update\n<!--\n/resolve\n-->\nWe look.', 'update', '', '<!--\n/resolve\n-->\nWe look.'],
  ['/update \u202Eidentified', 'update', 'identified', ''],
])('%j is a command', (comment, name, words, text) => {
  expect(readComment(comment)).toEqual({ kind: 'command', command: { name, words, text } });
});

test.each([
  '',
  '   \n\n',
  'Thanks!',
  '> /resolve\n\nI agree.',
  '```\n/resolve\n```',
  '~~~\n/resolve',
  '    /resolve',
  '\t/resolve',
  '<!--\n/resolve\n-->',
  '<!-- x --> <!--\n/resolve',
  '- /resolve',
  '/etc/passwd is full',
  '/cc @mira',
  '/label bug',
  '/lgtm',
  'Write `/resolve` when it is over.',
])('%j is none', (comment) => {
  expect(readComment(comment)).toEqual({ kind: 'none' });
});

describe('what may have been meant as one is not acted upon, and answered', () => {
  test.each([
    ['/ack\n/resolve Over.', 'here are several'],
    ['/update Look.\n\n/update More.', 'here are several'],
    ['Hello\n/resolve Over.', 'in the first line'],
    ['> quoted\n/resolve Over.', 'in the first line'],
    ['<!-- a --> b\n/resolve Over.', 'in the first line'],
    ['/resolv Over.', 'no command "/resolv"'],
    ['/comfirm\n/resolve', 'no command "/comfirm"'],
  ])('%j', (comment, said) => {
    const reading = readComment(comment);
    expect(reading.kind === 'unclear' ? reading.refusal.what : reading).toContain(said);
  });
});

test('every example is a command of its name', () => {
  for (const name of COMMAND_NAMES) {
    expect(readComment(COMMANDS[name].example)).toMatchObject({ kind: 'command', command: { name } });
  }
});
