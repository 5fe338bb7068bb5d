import { createHash } from 'node:crypto';

/** Changes exactly when the value does. */
export function fingerprint(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64url');
}
