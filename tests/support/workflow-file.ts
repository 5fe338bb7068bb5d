import { load } from 'js-yaml';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = z.record(z.string(), scalar).default({});
const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));

const concurrency = z.strictObject({
  group: z.string(),
  queue: z.enum(['single', 'max']).optional(),
  'cancel-in-progress': z.boolean().optional(),
});

const step = z.strictObject({
  name: z.string(),
  id: z.string().optional(),
  if: z.string().optional(),
  env: values,
  uses: z.string().optional(),
  with: values,
  run: z.string().optional(),
  shell: z.string().optional(),
});

const job = z.strictObject({
  name: z.string(),
  needs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  if: z.string().optional(),
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  outputs: z.record(z.string(), z.string()).default({}),
  'runs-on': z.literal('ubuntu-latest').optional(),
  'timeout-minutes': z.number().optional(),
  environment: z.union([z.string(), z.strictObject({ name: z.string(), url: z.string() })]).optional(),
  steps: z.array(step).default([]),
  uses: z.string().optional(),
  secrets: z.union([values, z.literal('inherit')]),
});

const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  defaults: z.strictObject({ run: z.strictObject({ shell: z.string() }) }).optional(),
  env: values,
  jobs: z.record(z.string(), job),
});

const callable = z.object({ outputs: z.record(z.string(), z.object({ value: z.string() })).default({}) });

const action = z.strictObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })).default({}),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(step) }),
});

/** A workflow in the part of the language that ours are written in; whatever else it says is an error. */
export function readWorkflow(text: string): Workflow {
  return workflow.parse(load(text));
}

/** A composite action, in the same way. */
export function readAction(text: string): Action {
  return action.parse(load(text));
}

/** What a workflow hands back to the one that calls it. */
export function outputsOf({ on }: Workflow): Record<string, string> {
  const outputs = callable.safeParse(on['workflow_call']).data?.outputs ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

export type Workflow = z.output<typeof workflow>;
export type Action = z.output<typeof action>;
export type Job = z.output<typeof job>;
export type Step = z.output<typeof step>;
export type Permissions = z.output<typeof permissions>;
