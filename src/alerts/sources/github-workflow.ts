import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { moment, note, part, word } from './fields.ts';
import { type Context, ignore, lookUp, read, refuseUnknown } from './reading.ts';

const CONCLUSIONS: Record<string, Alert['state']> = {
  failure: 'firing',
  timed_out: 'firing',
  startup_failure: 'firing',
  success: 'ended',
};
const NO_NEWS = ['cancelled', 'skipped', 'neutral', 'stale', 'action_required'];
const NOT_OVER = ['requested', 'in_progress'];

const repository = z.object({ full_name: word });

const message = z.object({
  repository,
  workflow: part({ name: note, path: note }),
  workflow_run: z.object({
    workflow_id: word,
    name: note,
    path: note,
    display_title: note,
    event: note,
    head_branch: word,
    head_repository: part({ full_name: note }),
    conclusion: word,
    html_url: note,
    run_number: note,
    updated_at: moment,
  }),
});

/** A workflow that fails on a branch, until it succeeds there again. */
export function workflowRun(action: string | undefined, payload: unknown, context: Context): Reading {
  if (action !== undefined && NOT_OVER.includes(action)) return ignore('The run is not over.');
  if (action !== 'completed') return refuseUnknown('action', action, ['completed', ...NOT_OVER]);
  return read(message, payload, ({ repository: { full_name }, workflow, workflow_run: run }) => {
    const { conclusion } = run;
    if (conclusion !== undefined && NO_NEWS.includes(conclusion))
      return ignore(`A run that is ${conclusion} says nothing.`);
    const state = lookUp(CONCLUSIONS, conclusion);
    if (!state) return refuseUnknown('conclusion', conclusion, [...Object.keys(CONCLUSIONS), ...NO_NEWS]);
    const name = workflow.name ?? run.name ?? workflow.path ?? run.path;
    // A fork may call its branch main too.
    const fork = run.head_repository.full_name;
    const branch = fork === undefined || fork === full_name ? run.head_branch : `${fork}:${run.head_branch ?? ''}`;
    return tell(context, {
      key: full_name && run.workflow_id && `workflow ${full_name} ${run.workflow_id} ${branch ?? ''}`,
      state,
      name,
      text: [run.display_title, run.run_number && `Run ${run.run_number}: ${conclusion}`],
      labels: [{ repository: full_name, workflow: name, branch, event: run.event }],
      at: run.updated_at,
      endedAt: run.updated_at,
      url: run.html_url,
    });
  });
}
