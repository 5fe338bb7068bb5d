import { createHash } from 'node:crypto';

/** Changes exactly when the value does. */
export function fingerprint(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64url');
}

const known = new WeakMap<object, string>();

/** The same, looked at once: several documents are made from one story. */
export function fingerprintOnce(value: object): string {
  const found = known.get(value) ?? fingerprint(value);
  known.set(value, found);
  return found;
}
