import { comparison, refAnswer } from './answers.ts';
import type { Client } from './client.ts';
import { GithubError } from './error.ts';
import type { Fault } from './fault.ts';

const MAKE = 'POST /repos/{owner}/{repo}/git/refs';
const MOVE = 'PATCH /repos/{owner}/{repo}/git/refs/{ref}';

/** The commit that a branch is at. */
export async function tipOf(client: Client, branch: string): Promise<string> {
  const answer = await client.ask(refAnswer, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: `heads/${branch}` });
  return answer.object.sha;
}

/** The same; nothing where there is no such branch. */
export async function tipOrNone(client: Client, branch: string): Promise<string | undefined> {
  try {
    return await tipOf(client, branch);
  } catch (error) {
    if (error instanceof GithubError && error.status === 404) return undefined;
    throw error;
  }
}

/** Makes a branch, unless it is there by now. */
export async function makeBranch(client: Client, branch: string, to: string): Promise<boolean> {
  const beforeNext = client.patience(MAKE);
  for (;;) {
    const { fault } = await client.once(refAnswer, MAKE, { ref: `refs/heads/${branch}`, sha: to });
    if (!fault) return true;
    const tip = await tipOrNone(client, branch);
    if (tip !== undefined) return tip === to;
    await beforeNext(fault);
  }
}

/** Moves a branch from one commit to the next, unless it is elsewhere by now. */
export async function moveBranch(client: Client, branch: string, from: string, to: string): Promise<boolean> {
  const beforeNext = client.patience(MOVE);
  for (let first = true; ; first = false) {
    const { fault } = await client.once(refAnswer, MOVE, { ref: `heads/${branch}`, sha: to, force: false });
    if (!fault) return true;
    if (first && isRefusedAsBehind(fault)) return false;
    if (mayHaveMoved(fault)) {
      const tip = await tipOf(client, branch);
      if (tip === to) return true;
      if (tip !== from) return isPartOf(client, to, tip);
    }
    await beforeNext(fault);
  }
}

async function isPartOf(client: Client, commit: string, tip: string): Promise<boolean> {
  const { status } = await client.ask(comparison, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
    basehead: `${commit}...${tip}`,
    per_page: 1,
  });
  return status === 'ahead' || status === 'identical';
}

function mayHaveMoved(fault: Fault): boolean {
  return fault.kind === 'unknown' || (fault.kind === 'refused' && (fault.status === 409 || isRefusedAsBehind(fault)));
}

function isRefusedAsBehind(fault: Fault): boolean {
  return fault.kind === 'refused' && fault.status === 422 && /not a fast.?forward/i.test(fault.said);
}
