import { type Bytes, toHex } from './bytes.ts';
import { hmac, isOneOf } from './digest.ts';
import { MOST_SIGNATURES, type Scheme } from './scheme.ts';

/** GitHub: `X-Hub-Signature-256: sha256=<hex>` over the body. */
export const github: Scheme = ({ headers, body }, secrets) =>
  checkHex(listIn(headers.get('x-hub-signature-256'), /^sha256=(.*)$/), body, secrets);

/** Sentry: `Sentry-Hook-Signature: <hex>` over the body. */
export const sentry: Scheme = ({ headers, body }, secrets) =>
  checkHex(listIn(headers.get('sentry-hook-signature'), /^(.*)$/), body, secrets);

/** PagerDuty: `X-PagerDuty-Signature: v1=<hex>,v1=<hex>` over the body, one for each secret in use. */
export const pagerduty: Scheme = ({ headers, body }, secrets) => {
  const signatures = (headers.get('x-pagerduty-signature') ?? '').split(',').slice(0, MOST_SIGNATURES);
  return checkHex(
    signatures.flatMap((signature) => listIn(signature.trim(), /^v1=(.*)$/)),
    body,
    secrets,
  );
};

/** Whether one of the signatures, in hexadecimal digits, is the one of these bytes. */
export async function checkHex(
  signatures: readonly string[],
  data: Bytes,
  secrets: readonly Bytes[],
): Promise<'right' | 'missing' | 'wrong'> {
  if (signatures.length === 0) return 'missing';
  const expected = await Promise.all(secrets.map(async (secret) => toHex(await hmac(secret, data))));
  return (await isOneOf(signatures, expected)) ? 'right' : 'wrong';
}

function listIn(header: string | null, form: RegExp): string[] {
  const signature = form.exec(header ?? '')?.[1];
  return signature ? [signature] : [];
}
