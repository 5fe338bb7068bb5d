import type { SourceId } from '../schema/sources.ts';
import { notNow, refusal } from './answers.ts';
import { isReadableType } from './body.ts';
import { type Keys, variablesFor } from './keys.ts';
import { readBody } from './limits.ts';
import { pageProblem } from './loopback.ts';
import type { Bytes } from './signatures/bytes.ts';
import type { Verdict } from './signatures/scheme.ts';
import type { Certificates } from './signatures/sns-certificates.ts';
import { hasToken } from './signatures/token.ts';
import { checkSignature, mayBeSigned } from './verify.ts';

const RETRY_SECONDS = 30;
const VERDICTS: Record<Exclude<Verdict, 'right' | 'unknown'>, string> = {
  missing: 'There is neither a token nor a signature.',
  wrong: 'The signature is wrong; the key of this tool and that of the relay differ, or the body was changed.',
  stale: 'The signature was made too long ago, or in the future; check the clocks.',
};

/** The body of a request whose sender may send, or why it is refused. Nothing is read of a request that can be refused without. */
export async function admit(request: Request, options: AdmitOptions): Promise<Bytes | Refused> {
  const { source, keys, isOpen, bytes } = options;
  const early = unfit(request) ?? (keys ? undefined : stranger(source, request, isOpen));
  if (early) return early;
  return keys ? signed(request, keys, options) : wholeBody(request, bytes);
}

function unfit(request: Request): Refused | undefined {
  if (!isReadableType(request.headers.get('content-type') ?? ''))
    return { reason: 'type', response: refusal(415, 'The body must be JSON, or a form with JSON in it.') };
  if (!['', 'identity'].includes(request.headers.get('content-encoding') ?? ''))
    return {
      reason: 'encoding',
      response: refusal(415, 'The body must not be compressed.', { 'Accept-Encoding': 'identity' }),
    };
  return undefined;
}

function stranger(source: SourceId, request: Request, isOpen: boolean): Refused | undefined {
  if (isOpen) {
    const problem = pageProblem(request);
    return problem ? { reason: 'page', response: refusal(403, problem) } : undefined;
  }
  return {
    reason: 'no_key',
    response: refusal(401, 'The relay has no key for this tool; its log says which to set.'),
    hint: `Set ${variablesFor(source).join(' or ')}.`,
  };
}

async function signed(request: Request, keys: Keys, options: AdmitOptions): Promise<Bytes | Refused> {
  const { source, certificates, now, bytes } = options;
  const isTrusted = await hasToken(request, keys.tokens);
  if (!isTrusted && !mayBeSigned(keys))
    return {
      reason: 'token',
      response: refusal(401, 'The token is missing or wrong.', { 'WWW-Authenticate': 'Bearer' }),
    };
  const body = await wholeBody(request, bytes);
  if (isTrusted || 'response' in body) return body;
  const verdict = await checkSignature(source, { headers: request.headers, body }, { keys, certificates, now: now() });
  if (verdict === 'right') return body;
  if (verdict !== 'unknown') return { reason: verdict, response: refusal(401, VERDICTS[verdict]) };
  return {
    reason: 'certificate',
    response: notNow('The certificate of the sender cannot be had.', RETRY_SECONDS),
  };
}

async function wholeBody(request: Request, bytes: number): Promise<Bytes | Refused> {
  const body = await readBody(request, bytes);
  if (body === 'too large')
    return { reason: 'size', response: refusal(413, `The body is larger than ${bytes} bytes.`) };
  if (body === 'incomplete') return { reason: 'incomplete', response: refusal(400, 'The body broke off.') };
  return body;
}

/** A request that is not taken. */
export interface Refused {
  /** In words that can be counted. */
  reason: string;
  response: Response;
  /** What to do about it, for the log. */
  hint?: string;
}

interface AdmitOptions {
  source: SourceId;
  /** None where the tool has no key. */
  keys: Keys | undefined;
  /** Whether a tool without a key may send. */
  isOpen: boolean;
  certificates: Certificates;
  now: () => number;
  /** The largest body. */
  bytes: number;
}
