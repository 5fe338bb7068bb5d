import { parseEnv } from 'node:util';

/** Names of variables and what they hold. */
export type Variables = Readonly<Record<string, string | undefined>>;

const QUOTED_OR_NAME = /(=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`))|^[ \t]*([A-Z][A-Z0-9_]*)[ \t]*$/gm;

/**
 * What channels may use, line by line in CHANNEL_SECRETS: `NAME=value`, or a `NAME` alone, which is taken from the environment.
 * Nothing else of the environment, because whoever writes the content also says where it is sent.
 */
export function channelVariables(environment: Variables): Variables {
  const taken: Record<string, string | undefined> = {};
  const lines = (environment['CHANNEL_SECRETS'] ?? '').replaceAll(QUOTED_OR_NAME, (all, quoted, name) => {
    if (quoted === undefined) taken[name] = environment[name];
    return quoted === undefined ? '' : all;
  });
  return { ...taken, ...parseEnv(lines) };
}
