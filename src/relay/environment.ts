import { type AllKeys, readKeys } from './keys.ts';

/** What the relay reads from its environment, wherever it runs. */
export interface RelaySettings {
  keys: AllKeys;
  metricsTokens: readonly string[];
  github: { token: string; owner: string; repo: string; url: string };
  oldestMs: number;
}

const SHORTEST_TOKEN = 16;

/** The settings in the variables of a process, or what is wrong with them and what to write instead. */
export function readSettings(variables: Variables): { settings: RelaySettings } | { problems: string[] } {
  const { keys, problems } = readKeys(variables);
  if (keys.size === 0 && problems.length === 0)
    problems.push('No tool has a key, so no alert can be taken; set one for each, such as ALERTS_TOKEN_ALERTMANAGER');
  const metricsTokens = listOf(variables, 'RELAY_METRICS_TOKEN');
  if (metricsTokens.some((token) => token.length < SHORTEST_TOKEN))
    problems.push(
      `RELAY_METRICS_TOKEN is shorter than ${SHORTEST_TOKEN} characters; make one with: openssl rand -hex 32`,
    );
  const settings = {
    keys,
    metricsTokens,
    github: readGitHub(variables, problems),
    oldestMs: readAge(variables, problems),
  };
  return problems.length > 0 ? { problems } : { settings };
}

function readGitHub(variables: Variables, problems: string[]): RelaySettings['github'] {
  const token = textOf(variables, 'GITHUB_TOKEN');
  if (token === '')
    problems.push('GITHUB_TOKEN is not set; make one that may read and write the contents of the repository');
  const repository = textOf(variables, 'GITHUB_REPOSITORY');
  const [, owner = '', repo = ''] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === '') problems.push(`GITHUB_REPOSITORY is ${JSON.stringify(repository)}; write owner/name`);
  const url = textOf(variables, 'GITHUB_API_URL') || 'https://api.github.com';
  if (!/^https:\/\/[\w.:-]+(?:\/[\w./-]*)?$|^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(url))
    problems.push(
      `GITHUB_API_URL is ${JSON.stringify(url)}; write an address such as https://github.example.com/api/v3`,
    );
  return { token, owner, repo, url: url.replace(/\/+$/, '') };
}

function readAge(variables: Variables, problems: string[]): number {
  const text = textOf(variables, 'RELAY_LATE_SECONDS') || '600';
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text) * 1000;
  problems.push(`RELAY_LATE_SECONDS is ${JSON.stringify(text)}; write a number of seconds such as 600`);
  return 0;
}

function listOf(variables: Variables, name: string): string[] {
  const texts = textOf(variables, name).split(',');
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function textOf(variables: Variables, name: string): string {
  const value = variables[name];
  return typeof value === 'string' ? value.trim() : '';
}

export type Variables = Readonly<Record<string, unknown>>;
