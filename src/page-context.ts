import { loadSnapshot } from './load-snapshot.ts';
import { loadWidget } from './load-widget.ts';
import { type ViewContext, viewContext } from './views/view-context.ts';

let made: ViewContext | undefined;

/** What the views of this build are made from. */
export function pageContext(): ViewContext {
  if (made && !import.meta.env.DEV) return made;
  made = viewContext(loadSnapshot(), {
    base: import.meta.env.BASE_URL,
    origin: new URL(import.meta.env.SITE).origin,
    widgetHash: loadWidget().hash,
  });
  return made;
}
