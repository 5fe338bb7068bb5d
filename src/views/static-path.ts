import { createHash } from 'node:crypto';

/**
 * One page of a route. Its cache key changes exactly when something that the page shows changes, because its markup is a
 * function of its view and the code. The view is made again when the page is rendered: to hold ten thousand of them is dearer.
 */
export function staticPath<Params, View>(params: Params, view: () => View): StaticPath<Params, View> {
  return { params, props: { view }, cacheKey: fingerprint(view()) };
}

function fingerprint(view: unknown): string {
  return createHash('sha1').update(JSON.stringify(view)).digest('base64url');
}

export interface StaticPath<Params, View> {
  params: Params;
  props: { view: () => View };
  cacheKey: string;
}
