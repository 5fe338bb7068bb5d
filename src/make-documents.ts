import type { SiteDocument } from './documents/document.ts';
import { siteDocuments } from './documents/documents.ts';
import type { Outlines } from './documents/preview.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { readOutlines } from './io/outlines.ts';
import { toPng } from './io/png.ts';
import { loadWidget } from './load-widget.ts';
import { viewContext } from './views/view-context.ts';

/** Every file of the site that is not a page, with what it takes to make them. */
export function makeDocuments(snapshot: Snapshot, where: { origin: string; base: string }): SiteDocument[] {
  const { script, hash } = loadWidget();
  let outlines: Outlines | undefined;
  return siteDocuments(viewContext(snapshot, { ...where, widgetHash: hash }), {
    widget: script,
    picture(draw) {
      outlines ??= readOutlines();
      return toPng(draw(outlines));
    },
  });
}
