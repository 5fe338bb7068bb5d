import { z } from 'zod';
import { instant, line } from './fields.ts';
import { match } from './match.ts';
import { source } from './sources.ts';

export const silenceSchema = z
  .strictObject({
    /** Why nothing is to be published, and who wants that. */
    reason: line,
    /** Label and value, a list of values, or a pattern with `*`. */
    match,
    /** Tools it is about; all where it is not given. */
    sources: z.array(source).default([]),
    /** From when; from always where it is not given. */
    from: instant.optional(),
    /** Until when. What still goes on then is published. */
    until: instant,
  })
  .superRefine(({ from, until }, ctx) => {
    if (from === undefined || from < until) return;
    ctx.addIssue({ code: 'custom', path: ['until'], message: 'is not after "from"', input: until });
  });

export type SilenceData = z.output<typeof silenceSchema>;
