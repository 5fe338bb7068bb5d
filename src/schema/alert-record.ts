import { z } from 'zod';
import { id, idInAnyCase, instant, line, link } from './fields.ts';

/** What is remembered of one alert: in the incident it belongs to, or in the journal as long as it belongs to none. */
export const alertRecord = z.strictObject({
  /** The tool that sent it. */
  source: line,
  /** What the tool calls this alert from start to end. */
  key: z.string().min(1).max(500),
  /** The id of the rule in `rules/` that it met. */
  rule: id.optional(),
  /** The component that its labels name, where no rule says. */
  component: id.optional(),
  /** The severity that its labels mean, where no rule says. */
  severity: idInAnyCase.optional(),
  /** What the tool calls it, where neither a rule nor a component is known. */
  title: line.optional(),
  url: link.optional(),
  started: instant.optional(),
  ended: instant.optional(),
  acknowledged: instant.optional(),
  /** When it came in, where the tool's clock is ahead of ours. */
  seen: instant.optional(),
  /** A person decides whether the public hears of it: it began long before it came in, or a rule could not be read. */
  draft: z.literal(true).optional(),
  /** Silences that its labels match. */
  silences: z.array(id).optional(),
  /** It came with others that were left out, so that its end alone ends nothing. */
  partial: z.literal(true).optional(),
  /** What its rule publishes of it. */
  values: z.record(z.string(), z.string()).optional(),
  /** The incident it belongs to, where that holds too many to list. */
  incident: id.optional(),
});

export type AlertRecord = z.output<typeof alertRecord>;
