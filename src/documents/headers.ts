const ANYONE = { 'Access-Control-Allow-Origin': '*' };
// Browsers show the feeds' own types as source text; only as plain XML do they use the stylesheet that explains a feed.
const FEEDS: Record<string, string> = {
  'feed.xml': 'application/xml',
  'atom.xml': 'application/xml',
  'feed.json': 'application/feed+json',
  'calendar.ics': 'text/calendar',
};
const SOON = { 'Cache-Control': 'public, max-age=60' };

/** What a host should say with a file. `*` stands for anything, `:name` for one folder. */
interface HeaderRule {
  paths: string[];
  headers: Record<string, string>;
}

const RULES: HeaderRule[] = [
  {
    paths: ['/*'],
    headers: {
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      'Content-Security-Policy': "frame-ancestors 'none'",
    },
  },
  ...Object.entries(FEEDS).map(([file, type]) => ({
    paths: [`/${file}`, `/:topic/${file}`, `/:topic/:id/${file}`],
    headers: { 'Content-Type': `${type}; charset=utf-8`, ...ANYONE, ...SOON },
  })),
  { paths: ['/api/v1/*', '/api/v2/*', '/api/schemas/*', '/badge/*'], headers: { ...ANYONE, ...SOON } },
  { paths: ['/uptime/*', '/llms.txt', '/preview/*'], headers: ANYONE },
  { paths: ['/widget.js'], headers: { ...ANYONE, 'Cross-Origin-Resource-Policy': 'cross-origin' } },
  { paths: ['/_astro/*'], headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
];

/** For hosts that read `_headers`: Netlify, Cloudflare Pages, and `npm start`. */
export function headersFile(): string {
  return RULES.flatMap(({ paths, headers }) =>
    paths.map((path) => `${path}\n${lines(headers, (one) => `  ${one}`)}`),
  ).join('');
}

/** For Apache. */
export function htaccess(): string {
  const [everywhere, ...rest] = RULES;
  const set = (headers: Record<string, string>): string =>
    Object.entries(headers)
      .filter(([name]) => name !== 'Content-Type')
      .map(([name, value]) => `  Header set ${name} "${value}"\n`)
      .join('');
  const blocks = rest.flatMap(({ paths, headers }) =>
    paths.map((path) => `  <If "%{REQUEST_URI} =~ m#${pattern(path)}#">\n  ${set(headers).trimEnd()}\n  </If>\n`),
  );
  const types = Object.entries(FEEDS).map(
    ([file, type]) => `<Files "${file}">\n  ForceType "${type}; charset=utf-8"\n</Files>\n`,
  );
  const always = set(everywhere?.headers ?? {});
  return `ErrorDocument 404 /404.html\n${types.join('')}<IfModule mod_headers.c>\n${always}${blocks.join('')}</IfModule>\n`;
}

/** For Vercel, where the built folder is what is deployed. */
export function vercelJson(): string {
  const headers = RULES.flatMap(({ paths, headers: own }) =>
    paths.map((path) => ({
      source: path.replace('*', '(.*)'),
      headers: Object.entries(own).map(([key, value]) => ({ key, value })),
    })),
  );
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}

function lines(headers: Record<string, string>, indent: (line: string) => string): string {
  return Object.entries(headers)
    .map(([name, value]) => `${indent(`${name}: ${value}`)}\n`)
    .join('');
}

// The site may stand below a folder that Apache knows and we do not.
function pattern(path: string): string {
  return `${path.replaceAll(/[.+]/g, '\\$&').replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`;
}
