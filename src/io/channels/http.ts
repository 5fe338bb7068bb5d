import type { HttpRequest } from '../../notices/sinks/request.ts';
import { NotTaken } from './not-taken.ts';

/** Longer than a connection is waited for, so that what never left is told from what nobody answered. */
const TIMEOUT_MS = 15_000;
const LARGEST_ANSWER = 100_000;
const LONGEST_AGAIN_MS = 6 * 3_600_000;
/** Nothing about the message is wrong, but about where it is sent, or how often. */
const OF_THE_CHANNEL = [401, 403, 404, 407, 408, 410, 425, 429];

/** Somebody in between has heard nothing from the receiver. */
const OF_A_GATEWAY = [502, 504];
/** What goes wrong once a request is under way. */
const ON_THE_WAY = /^(?:ECONNRESET|EPIPE|UND_ERR_(?:SOCKET|HEADERS_TIMEOUT|BODY_TIMEOUT)|HPE_.*)$/;

export interface Answer {
  status: number;
  /** The beginning of it. */
  body: string;
}

/** Sends one request, once; an answer that does not say that it was taken is an error. */
export async function sendOnce(request: HttpRequest, now: () => number, timeoutMs = TIMEOUT_MS): Promise<Answer> {
  const { url, method, headers, body } = request;
  let response: Response;
  try {
    const init: RequestInit = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) };
    response = await fetch(url, body === undefined ? init : { ...init, body });
  } catch (error) {
    throw new NotTaken(whyNot(error, timeoutMs), { unsure: isUnsure(error) });
  }
  const { status } = response;
  const said = await beginningOf(response);
  if (response.ok) return { status, body: said };
  if (status < 400)
    throw new NotTaken(`It answered ${status} and leads elsewhere. Write the address that it leads to.`);
  const again = status === 429 || status === 503 ? retryAfter(response.headers.get('retry-after'), now()) : undefined;
  const scope = status >= 500 || OF_THE_CHANNEL.includes(status) ? 'channel' : 'message';
  const unsure = OF_A_GATEWAY.includes(status);
  throw new NotTaken(`It answered ${status}${again === undefined ? '' : `, and wants to be asked later`}.`, {
    scope,
    again,
    unsure,
  });
}

// What is cut off after the status was taken all the same.
async function beginningOf(response: Response): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      if (text.length > LARGEST_ANSWER) break;
    }
  } catch {
    return text;
  }
  return text;
}

function retryAfter(text: string | null, now: number): number {
  const seconds = Number(text ?? '60');
  const at = Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(text ?? '');
  return Math.min(Math.max(Number.isFinite(at) ? at : now + 60_000, now), now + LONGEST_AGAIN_MS);
}

function isUnsure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'TimeoutError' || ON_THE_WAY.test((error.cause as NodeJS.ErrnoException | undefined)?.code ?? '')
  );
}

function whyNot(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `No answer within ${timeoutMs / 1000} s.`;
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return `It cannot be reached (${cause?.code ?? (error instanceof Error ? error.name : 'unknown')}).`;
}
