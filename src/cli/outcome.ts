import type { Deed } from '../acts/perform.ts';
import type { Refusal } from '../acts/refusal.ts';
import type { Problem } from '../problems/problem.ts';
import { wrapLine } from '../problems/terminal.ts';
import { withoutPasswords } from '../schema/text.ts';
import { iso } from './incident-list.ts';
import type { Preview } from './preview.ts';
import { shown } from './shown.ts';

/** Where a change is written to. */
export interface Target {
  branch: string;
  /** Given where it is written there at once. */
  remote?: string;
  /** What the branch that is checked out follows, as `origin/main`. */
  follows?: string;
  remotes: readonly string[];
}

export interface Outcome extends Written {
  deed: Deed;
  preview: Preview;
}

interface Written {
  deed: Pick<Deed, 'message'>;
  /** Nothing where nothing was written. */
  commit: string | undefined;
  target: Target;
  /** What lint finds, where it has been asked. */
  remarks?: readonly Problem[];
}

export function outcomeLines({ deed, commit, target }: Written): string[] {
  if (commit === undefined) return ['✓ Nothing to change: it says so already.'];
  const { branch, remote } = target;
  const where = remote === undefined ? branch : `${branch} of ${withoutPasswords(remote)}`;
  return [`✓ ${shown(deed.message.trim())}`, `  commit ${commit.slice(0, 10)} on ${where}`, ...nextStep(target)];
}

export function outcomeJson({ deed, preview, commit, target, remarks = [] }: Outcome, written: boolean): object {
  return {
    id: deed.id,
    path: deed.path,
    message: deed.message.trim(),
    page: preview.page,
    written: written && commit !== undefined,
    ...(commit !== undefined && { commit }),
    branch: target.branch,
    ...(target.remote !== undefined && { remote: withoutPasswords(target.remote) }),
    notices: preview.hears,
    ...(remarks.length > 0 && { remarks }),
    ...(preview.windows && {
      windows: preview.windows.next.map(({ start, end }) => ({ start: iso(start), end: iso(end) })),
    }),
    ...(preview.stays.length > 0 && { stays: preview.stays }),
    ...(!written && { text: deed.changes[0]?.text }),
  };
}

export function refusalLines(refusals: readonly Refusal[], columns?: number): string[] {
  const lines = refusals.flatMap(({ what, remedy }) => [`✗ ${shown(what)}`, `  → ${shown(remedy)}`]);
  return [...lines.flatMap((line) => wrapLine(line, columns, '    ')), 'Nothing was written.'];
}

/** What is left to do by hand. */
export function nextStep({ branch, remote, follows, remotes }: Target): string[] {
  if (remote !== undefined) return [];
  if (follows !== undefined) return [`  Not pushed yet: git push   (${branch} follows ${follows})`];
  const [first] = remotes;
  if (first === undefined) return ['  This repository has no remote, so there is nowhere to push to.'];
  return [`  Not pushed yet: git push -u ${first} ${branch}   (${branch} has no upstream)`];
}
