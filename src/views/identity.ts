/** A name for good for something that a site tells (RFC 4151). The day is one on which the site owned its host. */
export function tagOf(site: string, day: string, key: string): string {
  return `tag:${new URL(site).hostname},${day}:${folderOf(site)}${key}`;
}

/** The same for calendars, which know an event by it. */
export function eventIdOf(site: string, key: string): string {
  return `${folderOf(site)}${key}@${new URL(site).hostname}`;
}

/** `widgets/`, or nothing: several sites may stand on one host. */
function folderOf(site: string): string {
  const path = new URL(site).pathname.replaceAll(/^\/+|\/+$/g, '');
  return path === '' ? '' : `${path}/`;
}
