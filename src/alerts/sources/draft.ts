import { createHash } from 'node:crypto';
import { cleanText } from '../../schema/text.ts';
import type { Alert, Reading } from '../alert.ts';
import { labelsOf, type Named } from './labels.ts';
import { type Context, clip, refuse, shorten } from './reading.ts';

const LONGEST_KEY = 500;
const LONGEST_TITLE = 200;
const LONGEST_TEXT = 4_000;
const LONGEST_URL = 2_000;

/** One alert from what a tool said, within every bound. */
export function tell(context: Context, draft: Draft): Reading {
  const key = keyOf(draft.key);
  if (key === '') return refuse('Does not say which trouble it is about.');
  const endedAt = draft.state === 'ended' ? draft.endedAt : undefined;
  if (endedAt !== undefined && draft.startedAt !== undefined && endedAt < draft.startedAt) {
    return refuse('Says that the trouble was over before it began.');
  }
  const name = clip(draft.name ?? '', LONGEST_TITLE);
  const title = clip(draft.title ?? '', LONGEST_TITLE) || name || clip(`${context.source} ${key}`, LONGEST_TITLE);
  const labels = labelsOf(draft.labels ?? [], {
    alertname: name || title,
    severity: draft.severity?.slice(0, LONGEST_TITLE).toLowerCase(),
  });
  const alert: Alert = {
    source: context.source,
    key,
    state: draft.state,
    labels,
    title,
    text: textOf(draft.text ?? []),
    at: draft.at ?? endedAt ?? context.receivedAt,
    ...withValue('startedAt', draft.startedAt),
    ...withValue('endedAt', endedAt),
    ...withValue('acknowledgedAt', draft.acknowledgedAt),
    ...withValue('url', urlOf(draft.url)),
    ...withValue('partial', draft.partial || undefined),
    ...withValue('quiet', draft.quiet || undefined),
  };
  return { alerts: [alert], ignored: [], refused: [] };
}

/** A short name for many values, the same for the same values. */
export function digest(values: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

// A key that is cut would be another trouble's too.
function keyOf(key: string | undefined): string {
  if (key === undefined) return '';
  return key.length <= LONGEST_KEY ? clip(key, LONGEST_KEY) : `${clip(key, 100)} ${digest([key])}`;
}

/** The different things that were said, each a paragraph. */
function textOf(parts: readonly (string | undefined)[]): string {
  const said = parts.map((part) => cleanText((part ?? '').slice(0, LONGEST_TEXT * 2)).trim());
  return shorten([...new Set(said)].filter((part) => part !== '').join('\n\n'), LONGEST_TEXT);
}

/** An address that people can follow and that gives nothing away, or none. */
function urlOf(text: string | undefined): string | undefined {
  const url = text === undefined || text.length > LONGEST_URL ? null : URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  const written = `${text}/` === url.href ? url.href.slice(0, -1) : url.href;
  return written.length <= LONGEST_URL ? written : undefined;
}

function withValue<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Value>>);
}

/** What a source makes of a message, as the tool wrote it. */
export interface Draft {
  key: string | undefined;
  state: Alert['state'];
  /** What the label `alertname` says, where the tool's own labels have none. */
  name?: string | undefined;
  /** What the label `severity` says, where the tool's own labels have none. */
  severity?: string | undefined;
  /** The name, where the tool has no title beside it. */
  title?: string | undefined;
  text?: readonly (string | undefined)[];
  /** The first group that has a name decides what it says. */
  labels?: readonly Named[];
  at?: number | undefined;
  startedAt?: number | undefined;
  endedAt?: number | undefined;
  acknowledgedAt?: number | undefined;
  url?: string | undefined;
  partial?: boolean;
  quiet?: boolean;
}
