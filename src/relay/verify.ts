import type { SourceId } from '../schema/sources.ts';
import type { Keys } from './keys.ts';
import type { Bytes } from './signatures/bytes.ts';
import { grafana } from './signatures/grafana.ts';
import { github, pagerduty, sentry } from './signatures/plain.ts';
import type { Scheme, Verdict } from './signatures/scheme.ts';
import { checkSns } from './signatures/sns.ts';
import type { Certificates } from './signatures/sns-certificates.ts';
import { standardWebhooks } from './signatures/standard-webhooks.ts';

/** The tools that sign with a secret they share, and how. */
export const SCHEMES: Partial<Record<SourceId, Scheme>> = {
  github,
  pagerduty,
  sentry,
  grafana,
  generic: standardWebhooks,
};

/** Whether there is more to look at where a request carries no token. */
export function mayBeSigned(keys: Keys): boolean {
  return keys.secrets.length > 0 || keys.topics.length > 0;
}

/** What the signature of a request says. */
export async function checkSignature(source: SourceId, request: Received, options: CheckOptions): Promise<Verdict> {
  const { keys, certificates, now } = options;
  const scheme = SCHEMES[source];
  if (scheme && keys.secrets.length > 0) return scheme({ ...request, now }, keys.secrets);
  if (keys.topics.length === 0) return 'missing';
  return checkSns(new TextDecoder().decode(request.body), { topics: keys.topics, certificates, now });
}

interface Received {
  headers: Headers;
  body: Bytes;
}

interface CheckOptions {
  keys: Keys;
  certificates: Certificates;
  now: number;
}
