import { hasChanges } from '../git.ts';
import { whileStill } from './branch.ts';
import { openRepository } from './repository.ts';

/** Whether a person has changed a file and not committed it; what another process of ours is about to commit is none of theirs. */
export async function hasOwnChanges(folder: string, path: string): Promise<boolean> {
  if (!hasChanges(folder, path)) return false;
  const repository = await openRepository(folder, undefined, () => undefined);
  return whileStill(repository, () => hasChanges(folder, path));
}
