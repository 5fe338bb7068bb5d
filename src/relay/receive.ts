import type { SourceId } from '../schema/sources.ts';
import { admit, type Refused } from './admit.ts';
import { refusal, tooMany } from './answers.ts';
import { LIMITS } from './limits.ts';
import type { Added, RelayOptions } from './options.ts';
import { createBucket, createBuckets } from './rate.ts';
import { createCertificates } from './signatures/sns-certificates.ts';
import { createTaking } from './take.ts';

/** Receives requests: makes sure who sends, before anything is read or kept. */
export function createReceiver(options: RelayOptions): Receive {
  const { now, limits = LIMITS, metrics, log, open: isOpen = false } = options;
  const certificates = createCertificates(options.fetch, now, createBucket(limits.certificates));
  const perSource = createBuckets(limits.verified.source);
  const all = createBucket(limits.verified.all);
  const refusals = createBuckets(limits.refused);
  const take = createTaking(options);

  /** Refusals are told one by one only while they are few, so that nobody can fill a log. */
  function refuse(source: SourceId, { reason, response, hint }: Refused): Response {
    metrics.count('refused', { source, reason });
    const seconds = refusals(source, now());
    if (seconds > 0) return refusal(429, 'Too many requests were refused; wait.', { 'Retry-After': String(seconds) });
    log({ level: 'warning', event: 'refused', source, reason, status: response.status, hint });
    return response;
  }

  return async (source, request, added) => {
    metrics.count('received', { source });
    const keys = options.keys.get(source);
    const body = await admit(request, { source, keys, isOpen, certificates, now, bytes: limits.bytes });
    if ('response' in body) return refuse(source, body);
    const seconds = Math.max(perSource(source, now()), all(now()));
    if (seconds === 0) {
      const topics = keys?.topics ?? [];
      return take({ source, headers: request.headers, body, topics, certificates }, added);
    }
    metrics.count('refused', { source, reason: 'rate' });
    return tooMany(source, seconds);
  };
}

type Receive = (source: SourceId, request: Request, added: Added) => Promise<Response>;
