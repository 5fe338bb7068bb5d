import type { Alert } from './alert.ts';

/** The same alert in signs that a file can hold: the mark for what could not be decoded is refused when files are read. */
export function readable(alert: Alert): Alert {
  return {
    ...alert,
    key: plain(alert.key),
    title: plain(alert.title),
    text: plain(alert.text),
    labels: Object.fromEntries(Object.entries(alert.labels).map(([name, value]) => [name, plain(value)])),
    ...(alert.url !== undefined && { url: plain(alert.url) }),
  };
}

function plain(text: string): string {
  return text.toWellFormed().replaceAll('\uFFFD', '?');
}
