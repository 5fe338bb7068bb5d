import { EnvironmentError } from '../src/io/environment.ts';
import type { githubClient } from '../src/io/github/client.ts';

/** The repository whose issues are meant, as a workflow of GitHub names it. */
export function readRepository(): Parameters<typeof githubClient>[0] {
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: name = '', GITHUB_API_URL: apiUrl } = process.env;
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (!owner || !repo) throw new EnvironmentError(`GITHUB_REPOSITORY is ${JSON.stringify(name)}; write owner/name.`);
  if (!token) throw new EnvironmentError('GITHUB_TOKEN is not set; it must be able to read and write issues.');
  return { owner, repo, token, ...(apiUrl && { apiUrl }) };
}
