import { expect, test } from 'vitest';
import { channelVariables } from './variables.ts';

test('channels may use what CHANNEL_SECRETS holds or names, and nothing else of the environment', () => {
  const CHANNEL_SECRETS =
    'HOOK=https://example.com/a\nMAIL="smtp://a%b@example.com\nPASS\n"\n# HOME\n TOKEN \nabsent\nGONE\n';
  const environment = { CHANNEL_SECRETS, TOKEN: 'here', PASS: 'no', HOME: 'no', AWS_SECRET_ACCESS_KEY: 'no' };
  expect(channelVariables(environment)).toEqual({
    HOOK: 'https://example.com/a',
    MAIL: 'smtp://a%b@example.com\nPASS\n',
    TOKEN: 'here',
    GONE: undefined,
  });
  expect(channelVariables({ TOKEN: 'here' })).toEqual({});
});

test('of a name that stands there twice, the value counts', () => {
  expect(channelVariables({ CHANNEL_SECRETS: 'TOKEN\nTOKEN=there', TOKEN: 'here' })).toEqual({ TOKEN: 'there' });
});
