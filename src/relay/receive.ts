import type { SourceId } from '../schema/sources.ts';
import { notNow, refusal, tooMany } from './answers.ts';
import { isReadableType } from './body.ts';
import { type Keys, variablesFor } from './keys.ts';
import { LIMITS, readBody } from './limits.ts';
import { pageProblem } from './loopback.ts';
import type { Added, RelayOptions } from './options.ts';
import { createBucket, createBuckets } from './rate.ts';
import type { Bytes } from './signatures/bytes.ts';
import type { Verdict } from './signatures/scheme.ts';
import { createCertificates } from './signatures/sns-certificates.ts';
import { hasToken } from './signatures/token.ts';
import { createTaking } from './take.ts';
import { checkSignature, mayBeSigned } from './verify.ts';

const RETRY_SECONDS = 30;
const VERDICTS: Record<Exclude<Verdict, 'right' | 'unknown'>, string> = {
  missing: 'There is neither a token nor a signature.',
  wrong: 'The signature is wrong; the key of this tool and that of the relay differ, or the body was changed.',
  stale: 'The signature was made too long ago, or in the future; check the clocks.',
};

/** Receives requests: makes sure who sends, before anything is read or kept. */
export function createReceiver(options: RelayOptions): Receive {
  const { now, limits = LIMITS, metrics, log } = options;
  const certificates = createCertificates(options.fetch, now, createBucket(limits.certificates));
  const perSource = createBuckets(limits.verified.source);
  const all = createBucket(limits.verified.all);
  const refusals = createBuckets(limits.refused);
  const take = createTaking(options);

  /** Refusals are told one by one only while they are few, so that nobody can fill a log. */
  function refuse(source: SourceId, reason: string, response: Response, hint?: string): Response {
    metrics.count('refused', { source, reason });
    const seconds = refusals(source, now());
    if (seconds > 0) return refusal(429, 'Too many requests were refused; wait.', { 'Retry-After': String(seconds) });
    log({ level: 'warning', event: 'refused', source, reason, status: response.status, hint });
    return response;
  }

  function unfit(source: SourceId, request: Request): Response | undefined {
    const type = request.headers.get('content-type') ?? '';
    if (!isReadableType(type))
      return refuse(source, 'type', refusal(415, 'The body must be JSON, or a form with JSON in it.'));
    if (!['', 'identity'].includes(request.headers.get('content-encoding') ?? ''))
      return refuse(
        source,
        'encoding',
        refusal(415, 'The body must not be compressed.', { 'Accept-Encoding': 'identity' }),
      );
    return undefined;
  }

  function stranger(source: SourceId, request: Request): Response | undefined {
    if (options.open) {
      const problem = pageProblem(request);
      return problem ? refuse(source, 'page', refusal(403, problem)) : undefined;
    }
    const hint = `Set ${variablesFor(source).join(' or ')}.`;
    return refuse(
      source,
      'no_key',
      refusal(401, 'The relay has no key for this tool; its log says which to set.'),
      hint,
    );
  }

  async function signed(source: SourceId, request: Request, keys: Keys): Promise<Response | Bytes> {
    const isTrusted = await hasToken(request, keys.tokens);
    if (!isTrusted && !mayBeSigned(keys))
      return refuse(source, 'token', refusal(401, 'The token is missing or wrong.', { 'WWW-Authenticate': 'Bearer' }));
    const body = await wholeBody(source, request);
    if (isTrusted || body instanceof Response) return body;
    const verdict = await checkSignature(
      source,
      { headers: request.headers, body },
      { keys, certificates, now: now() },
    );
    if (verdict === 'right') return body;
    if (verdict !== 'unknown') return refuse(source, verdict, refusal(401, VERDICTS[verdict]));
    return refuse(source, 'certificate', notNow('The certificate of the sender cannot be had.', RETRY_SECONDS));
  }

  async function wholeBody(source: SourceId, request: Request): Promise<Response | Bytes> {
    const body = await readBody(request, limits.bytes);
    if (body === 'too large')
      return refuse(source, 'size', refusal(413, `The body is larger than ${limits.bytes} bytes.`));
    return body === 'incomplete' ? refuse(source, 'incomplete', refusal(400, 'The body broke off.')) : body;
  }

  return async (source, request, added) => {
    metrics.count('received', { source });
    const keys = options.keys.get(source);
    const early = unfit(source, request) ?? (keys ? undefined : stranger(source, request));
    if (early) return early;
    const body = await (keys ? signed(source, request, keys) : wholeBody(source, request));
    if (body instanceof Response) return body;
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
