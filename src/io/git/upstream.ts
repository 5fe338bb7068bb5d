import { branchOfHead, openRepository } from './repository.ts';
import { git, tryGit } from './run.ts';

/** The branch that is checked out where a folder lies, and what it follows. */
export async function upstreamOf(folder: string): Promise<Upstream> {
  const repository = await openRepository(folder, undefined, () => undefined);
  const branch = await branchOfHead(repository);
  const setting = async (name: string): Promise<string | undefined> => {
    const said = await tryGit(repository, ['config', '--get', `branch.${branch}.${name}`]);
    return said.output.toString().trim() || undefined;
  };
  const [remote, merge] = [await setting('remote'), await setting('merge')];
  const remotes = (await git(repository, ['remote'])).split('\n').filter(Boolean);
  const follows =
    remote !== undefined && remote !== '.' && merge !== undefined
      ? { remote, branch: merge.replace(/^refs\/heads\//, '') }
      : undefined;
  return { branch, follows, remotes };
}

export interface Upstream {
  branch: string;
  follows: { remote: string; branch: string } | undefined;
  remotes: readonly string[];
}
