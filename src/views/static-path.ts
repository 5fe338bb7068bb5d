import { fingerprint } from './fingerprint.ts';
import type { ViewContext } from './view-context.ts';

/**
 * One page of a route. Its cache key changes exactly when something that the page shows changes, because its markup is a
 * function of its view, the frame around all pages, and the code. The view is made again when the page is rendered: to hold
 * ten thousand of them is dearer.
 */
export function staticPath<Params, View>(
  context: ViewContext,
  params: Params,
  view: () => View,
): StaticPath<Params, View> {
  return { params, props: { view }, cacheKey: `${context.frameKey} ${fingerprint(view())}` };
}

export interface StaticPath<Params, View> {
  params: Params;
  props: { view: () => View };
  cacheKey: string;
}
