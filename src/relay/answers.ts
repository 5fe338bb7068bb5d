import type { SourceId } from '../schema/sources.ts';

/** These tools send again after 5xx only; 429 would be the last they ask. */
const RETRY_ONLY_ERRORS: readonly SourceId[] = ['alertmanager', 'datadog'];

const COMMON = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** An answer as JSON. */
export function answer(status: number, body: Readonly<Record<string, unknown>>, headers = {}): Response {
  return Response.json(body, { status, headers: { ...COMMON, ...headers } });
}

export function refusal(status: number, error: string, headers = {}): Response {
  return answer(status, { error }, headers);
}

/** An answer for those who ask for what is not there: it says nothing. */
export function nothing(): Response {
  return new Response(null, { status: 404, headers: COMMON });
}

/** The sender has to keep the message and send it again. */
export function notNow(error: string, seconds: number): Response {
  return refusal(503, error, { 'Retry-After': String(seconds) });
}

/** The sender comes too often, and is told so in the way that makes it send again. */
export function tooMany(source: SourceId, seconds: number): Response {
  const status = RETRY_ONLY_ERRORS.includes(source) ? 503 : 429;
  return refusal(status, `Too many messages; send this one again in ${seconds} s.`, { 'Retry-After': String(seconds) });
}

/** An answer as text, for programs that collect figures. */
export function plainText(text: string): Response {
  return new Response(text, { headers: { ...COMMON, 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' } });
}
