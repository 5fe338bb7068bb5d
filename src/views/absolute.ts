/** HTML of our renderer with every address written out, for readers that see it somewhere else. */
export function withAbsoluteAddresses(html: string, page: string): string {
  // The renderer writes attributes in double quotes, and no angle bracket inside one.
  return html.replaceAll(/<(?:a|img) [^<>]*>/g, (tag) =>
    tag.replaceAll(/ (href|src)="([^"]*)"/g, (whole, name: string, address: string) => {
      if (/^[a-z][a-z\d+.-]*:/i.test(address)) return whole;
      const url = URL.parse(address.replaceAll('&amp;', '&'), page);
      return url ? ` ${name}="${escapeHtml(url.href)}"` : '';
    }),
  );
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
