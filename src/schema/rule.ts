import { z } from 'zod';
import { duration, id, idInAnyCase, line, prose } from './fields.ts';
import { match } from './match.ts';
import { source } from './sources.ts';
import { INCIDENT_KINDS, impact } from './words.ts';

/** A value of the alert that a rule's words may ask for. */
export const PLACE = /\{\{ ?(title|text|labels\.[A-Za-z0-9_.-]{1,64}) ?\}\}/g;

export const ruleSchema = z.strictObject({
  /** What the rule is for. */
  name: line,
  /** Smaller is tried first; the first rule that matches decides. */
  order: z.int().default(100),
  /** Tools it listens to; all where it is not given. */
  sources: z.array(source).default([]),
  /** Label and value, a list of values, or a pattern with `*`. */
  match,
  /** The component it is about. */
  component: id,
  impact: impact.prefault('degraded'),
  severity: idInAnyCase,
  kind: z.enum(INCIDENT_KINDS).default('availability'),
  /** The public title; the rule's name where it is not given. */
  title: line.optional(),
  /** How long the alert must last before anything is published. */
  hold: duration.optional(),
  /** Publish at once, or keep a draft for a person. */
  publish: z.enum(['auto', 'draft']).default('auto'),
  /** Resolve when every alert has ended, or leave that to a person. */
  resolve: z.enum(['auto', 'manual']).default('auto'),
  /** What is written when it is over; a neutral sentence where it is not given. */
  ending: prose.optional(),
  runbook: id.optional(),
});

export type RuleInput = z.input<typeof ruleSchema>;
export type RuleData = z.output<typeof ruleSchema>;
