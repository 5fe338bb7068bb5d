import { bytesOf, joinBytes, toBase64 } from './bytes.ts';
import { hmac, isOneOf } from './digest.ts';
import { isFresh, MOST_SIGNATURES, type Scheme } from './scheme.ts';

/** Standard Webhooks: `v1,<base64>` over `<id>.<seconds>.<body>`, several signatures with spaces between them. */
export const standardWebhooks: Scheme = async ({ headers, body, now }, secrets) => {
  const [id, seconds, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headers.get(name),
  );
  if (!id || !seconds || !signature) return 'missing';
  const given = signature.split(' ').slice(0, MOST_SIGNATURES);
  const data = joinBytes(bytesOf(`${id}.${seconds}.`), body);
  const expected = await Promise.all(secrets.map(async (secret) => `v1,${toBase64(await hmac(secret, data))}`));
  if (!(await isOneOf(given, expected))) return 'wrong';
  return isFresh(seconds, now) ? 'right' : 'stale';
};
