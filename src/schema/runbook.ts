import { z } from 'zod';
import { day, id, line, tag } from './fields.ts';

/** Where a value may be taken from when the runbook is walked in an incident. */
export const FROM_INCIDENT = ['incident.id', 'incident.component', 'incident.severity'] as const;

/** What stands in a command for the value of a variable. */
export const VARIABLE_PLACE = /\{\{ ?([a-z][a-z0-9_]*) ?\}\}/g;

const variable = z
  .strictObject({
    /** What it is, as whoever is asked for it reads it. */
    about: line,
    /** What is offered. */
    default: line.optional(),
    /** What it must look like, all of it: a regular expression. */
    pattern: line.refine(isPattern, 'is no regular expression').optional(),
    /** It is shown nowhere and kept nowhere. */
    secret: z.boolean().default(false),
    /** Taken from the incident, where there is one. */
    from: z.enum(FROM_INCIDENT).optional(),
  })
  .refine((one) => !(one.secret && one.default !== undefined), {
    path: ['default'],
    error: 'of a secret would be in the repository',
  })
  .refine((one) => one.default === undefined || fitsPattern(one.pattern, one.default), {
    path: ['default'],
    error: 'does not look as `pattern` says',
  });

export const runbookSchema = z.strictObject({
  title: line,
  /** Ids of the components it helps with. */
  components: z.array(id).default([]),
  /** Ids of the alert rules that lead to it. */
  rules: z.array(id).default([]),
  owner: line.optional(),
  /** The day it was last read and found right. */
  reviewed: day.optional(),
  /** The day it must be read again. */
  reviewBy: day,
  tags: z.array(tag).default([]),
  /** What `{{ name }}` stands for in its commands, by name. */
  variables: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'expects lower-case letters, digits and _'), variable)
    .default({}),
});

/** Whether a value looks as a variable's pattern says. */
export function fitsPattern(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'v').test(value);
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(`^(?:${text})$`, 'v') instanceof RegExp;
  } catch {
    return false;
  }
}

export type Variable = z.output<typeof variable>;
export type RunbookInput = z.input<typeof runbookSchema>;
export type RunbookData = z.output<typeof runbookSchema>;
