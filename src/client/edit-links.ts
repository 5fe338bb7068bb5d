/** A page may have been open for long: links that begin an update have the time at which they are followed. */
export function editLinks(now: number): void {
  const stamp = new Date(now).toISOString();
  const [day, clock] = [stamp.slice(0, 10), stamp.slice(11, 16)];
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-edit]')) {
    const url = new URL(link.href);
    const value = url.searchParams.get('value') ?? '';
    url.searchParams.set('filename', `${day}-${clock.replace(':', '')}.md`);
    url.searchParams.set('value', value.replace(/^## \S+ \S+ UTC(.*\n)(?:<!--.*-->\n)?/, `## ${day} ${clock} UTC$1`));
    link.href = url.href.replaceAll('+', '%20');
  }
}
