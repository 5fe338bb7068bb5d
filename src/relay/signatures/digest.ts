import { type Bytes, bytesOf } from './bytes.ts';

/** HMAC with SHA-256. */
export async function hmac(secret: Bytes, data: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, data));
}

/**
 * Whether one of the texts given is one of those expected. Digests are compared, all of them to the end, so that the time
 * it takes tells neither how much of a secret was right nor how long it is.
 */
export async function isOneOf(given: readonly string[], expected: readonly string[]): Promise<boolean> {
  const [theirs, ours] = await Promise.all([given, expected].map((texts) => Promise.all(texts.map(digest))));
  let found = 0;
  for (const their of theirs ?? []) for (const our of ours ?? []) found |= sameBytes(their, our);
  return found === 1;
}

async function digest(text: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));
}

function sameBytes(a: Bytes, b: Bytes): number {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0 ? 1 : 0;
}
