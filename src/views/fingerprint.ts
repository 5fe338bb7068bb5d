import { createHash } from 'node:crypto';

/** Changes exactly when something that a page shows changes: a page's markup is a function of its view and the code. */
export function fingerprint(view: unknown): string {
  return createHash('sha1').update(JSON.stringify(view)).digest('base64url');
}
