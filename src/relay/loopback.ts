const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a name is this machine's own. */
function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.toLowerCase());
}

/**
 * Why a request could come from a web page that somebody on this machine has open, if it could. Where no key is asked for,
 * a page is the way in: by itself, or with a name of its own that it lets point here.
 */
export function pageProblem(request: Request): string | undefined {
  const { host, hostname } = new URL(request.url);
  if (!isLoopback(hostname)) return 'Without a key, alerts are taken from this machine only, by its own name.';
  const origin = request.headers.get('origin');
  const isOwn = origin === null || (URL.canParse(origin) && new URL(origin).host === host);
  const site = request.headers.get('sec-fetch-site') ?? 'none';
  if (isOwn && ['none', 'same-origin'].includes(site)) return undefined;
  return 'Without a key, alerts are not taken from web pages.';
}
