import type { ViewContext } from '../views/view-context.ts';
import type { SiteDocument } from './document.ts';
import { xmlAttribute } from './xml.ts';

/** Pages that lead on from what an incident was called before its story was told anew. */
export function redirects({ snapshot, to, origin }: ViewContext): SiteDocument[] {
  const titles = new Map(snapshot.incidents.map(({ id, title }) => [id, title]));
  return [...snapshot.former].map(([old, id]) => {
    const address = xmlAttribute(origin + to.incident(id));
    const title = xmlAttribute(titles.get(id) ?? '');
    const content = (): string =>
      `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${address}">
<link rel="canonical" href="${address}">
</head>
<body>
<p>This has become a part of <a href="${address}">${title}</a>.</p>
</body>
</html>
`;
    return { path: `${to.incident(old).slice(to.root.length + 1)}index.html`, content };
  });
}
