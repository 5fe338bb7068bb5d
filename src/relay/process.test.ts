import { expect, test } from 'vitest';
import { readProcessSettings } from './process.ts';

const RIGHT = {
  RELAY_SPOOL: '/var/lib/allclear/spool',
  GITHUB_TOKEN: 'token',
  GITHUB_REPOSITORY: 'acme/status',
  ALERTS_TOKEN_GENERIC: 'correct-horse-battery',
};

test('everything that is wrong is told at once, each with what to write', () => {
  const wrong = { PORT: '70000', RELAY_MODE: 'both', GITHUB_REPOSITORY: 'status', RELAY_LATE_SECONDS: 'soon' };
  expect(readProcessSettings(wrong)).toEqual({
    problems: [
      expect.stringContaining('No tool has a key'),
      expect.stringContaining('GITHUB_TOKEN is not set'),
      'GITHUB_REPOSITORY is "status"; write owner/name',
      'RELAY_LATE_SECONDS is "soon"; write a number of seconds such as 600',
      'RELAY_SPOOL is not set; write a folder such as /var/lib/allclear/spool',
      'PORT is "70000"; write a number from 0 to 65535',
      'RELAY_MODE is "both"; write dispatch or commit',
    ],
  });
});

test('what is not set is as the reference says', () => {
  expect(readProcessSettings(RIGHT)).toMatchObject({
    settings: { spool: '/var/lib/allclear/spool', host: '127.0.0.1', port: 8787, mode: 'dispatch' },
  });
});
