import { parseEnv } from 'node:util';

/** Names of variables and what they hold. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables of this process, and those that CHANNEL_SECRETS holds as lines `NAME=value`. */
export function channelVariables(variables: Variables): Variables {
  return { ...parseEnv(variables['CHANNEL_SECRETS'] ?? ''), ...variables };
}
