import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/console/commands.ts';
import { readConsoleEvent } from '../../src/console/event.ts';
import { MOST_DRAFTS } from '../../src/console/report.ts';
import { ROOT } from '../support/build.ts';

const PAGE = readFileSync(join(ROOT, '.github/people/issues.md'), 'utf8');

test('the page lists the commands as the program knows them, and the answer to /help is the same', () => {
  const rows = Object.values(COMMANDS).map(({ example, does }) => `| \`${example}\` | ${does} |`);
  expect(PAGE.split('\n').filter((line) => line.startsWith('| `/'))).toEqual(rows);
});

test('the examples of comments are commands', () => {
  const examples = [...PAGE.matchAll(/^```\n(\/.*?)\n```$/gms)].map(([, text = '']) => text);
  expect(examples.length).toBe(3);
  for (const body of examples) {
    const user = { login: 'mira', type: 'User' };
    const comment = { id: 1, body, user, created_at: '', updated_at: '' };
    const issue = {
      id: 1,
      number: 1,
      title: 'x',
      body: null,
      html_url: 'https://github.com/a/b/issues/1',
      created_at: '',
    };
    expect(readConsoleEvent({ action: 'created', issue, comment })).toMatchObject({ reading: { kind: 'command' } });
  }
});

test('the page says how many reports an hour become drafts', () => {
  expect([PAGE.includes('Twenty reports an hour'), MOST_DRAFTS]).toEqual([true, 20]);
});
