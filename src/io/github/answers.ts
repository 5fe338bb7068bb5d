import { z } from 'zod';

const id = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

export const refAnswer = z.object({ object: z.object({ sha: id }) });

export const commitAnswer = z.object({ sha: id, tree: z.object({ sha: id }) });

export const newTreeAnswer = z.object({ sha: id });

export const treeAnswer = z.object({
  truncated: z.boolean(),
  tree: z
    .array(
      z.object({
        path: z.string().min(1).max(4096),
        mode: z.string(),
        type: z.enum(['blob', 'tree', 'commit']),
        sha: id,
      }),
    )
    .max(200_000),
});

export const blobAnswer = z.object({ content: z.string(), encoding: z.enum(['base64', 'utf-8']) });

export const comparison = z.object({ status: z.enum(['ahead', 'behind', 'identical', 'diverged']) });

export type TreeEntry = z.infer<typeof treeAnswer>['tree'][number];

export type BlobAnswer = z.infer<typeof blobAnswer>;
