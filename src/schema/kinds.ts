import type { z } from 'zod';
import { componentSchema } from './component.ts';
import { incidentSchema } from './incident.ts';
import { logSchema } from './log.ts';
import { maintenanceSchema } from './maintenance.ts';
import { messageSchema } from './message.ts';
import { oncallSchema } from './oncall.ts';
import { postmortemSchema } from './postmortem.ts';
import { ruleSchema } from './rule.ts';
import { runbookSchema } from './runbook.ts';
import { severitySchema } from './severity.ts';
import { silenceSchema } from './silence.ts';
import { siteSchema } from './site.ts';
import { templateSchema } from './template.ts';

/** Every kind of file that `content/` holds: where it lives and what it must look like. */
export const KINDS = {
  site: { schema: siteSchema, path: /^site\.ya?ml$/, example: 'site.yaml' },
  component: {
    schema: componentSchema,
    path: /^components\/[^/]+\.md$/,
    example: 'components/<id>.md',
  },
  incident: {
    schema: incidentSchema,
    path: /^incidents\/\d{4}\/\d{4}-\d{2}-\d{2}-[^/]+\.md$/,
    example: 'incidents/<yyyy>/<yyyy-mm-dd>-<slug>.md',
  },
  log: {
    schema: logSchema,
    path: /^logs\/\d{4}\/\d{4}-\d{2}-\d{2}-[^/]+\.md$/,
    example: 'logs/<yyyy>/<yyyy-mm-dd>-<slug>.md',
  },
  maintenance: {
    schema: maintenanceSchema,
    path: /^maintenance\/\d{4}\/\d{4}-\d{2}-\d{2}-[^/]+\.md$/,
    example: 'maintenance/<yyyy>/<yyyy-mm-dd>-<slug>.md',
  },
  postmortem: {
    schema: postmortemSchema,
    path: /^postmortems\/\d{4}-\d{2}-\d{2}-[^/]+\.mdx?$/,
    example: 'postmortems/<yyyy-mm-dd>-<slug>.mdx',
  },
  severity: {
    schema: severitySchema,
    path: /^severities\/[^/]+\.md$/,
    example: 'severities/<id>.md',
  },
  rule: {
    schema: ruleSchema,
    path: /^rules\/[^/]+\.md$/,
    example: 'rules/<id>.md',
  },
  silence: {
    schema: silenceSchema,
    path: /^silences\/[^/]+\.md$/,
    example: 'silences/<id>.md',
  },
  runbook: {
    schema: runbookSchema,
    path: /^runbooks\/[^/]+\.md$/,
    example: 'runbooks/<id>.md',
  },
  oncall: {
    schema: oncallSchema,
    path: /^oncall\/[^/]+\.md$/,
    example: 'oncall/<team>.md',
  },
  message: {
    schema: messageSchema,
    path: /^messages\/[^/]+\.md$/,
    example: 'messages/<id>.md',
  },
  template: {
    schema: templateSchema,
    path: /^templates\/[^/]+\.md$/,
    example: 'templates/<id>.md',
  },
} as const;

export type Kind = keyof typeof KINDS;

/** Kinds of which the public sees nothing at all. */
export const INTERNAL_KINDS = ['rule', 'silence', 'runbook', 'oncall', 'message', 'log', 'template'] as const;

/** The folder that files of a kind lie in. */
export function folderOf(kind: Exclude<Kind, 'site'>): string {
  return KINDS[kind].example.split('/')[0] ?? '';
}

export type DataOf<K extends Kind> = z.output<(typeof KINDS)[K]['schema']>;
