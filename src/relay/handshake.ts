import { answer, refusal } from './answers.ts';

/**
 * Answers a sender of CloudEvents that asks whether it may send here, as the CloudEvents webhook describes it. Only the
 * answer tells it; an address that it would like to be called at instead is not called.
 */
export function allowSender(request: Request, perMinute: number): Response {
  const origin = request.headers.get('webhook-request-origin') ?? '';
  if (!/^[\w.:/-]{1,255}$/.test(origin))
    return refusal(400, 'WebHook-Request-Origin is missing or no host name; it says who asks to send.', ALLOW);
  const wanted = Number(request.headers.get('webhook-request-rate') ?? perMinute);
  const rate = wanted > 0 ? Math.min(Math.floor(wanted), perMinute) : perMinute;
  return answer(
    200,
    { allowed: true },
    { ...ALLOW, 'WebHook-Allowed-Origin': origin, 'WebHook-Allowed-Rate': `${rate}` },
  );
}

const ALLOW = { Allow: 'OPTIONS, POST' };
