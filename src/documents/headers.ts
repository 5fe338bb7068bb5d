// Browsers show the feeds' own types as source text; only as plain XML do they use the stylesheet that explains a feed.
const TYPES: Record<string, string> = {
  'feed.xml': 'application/xml',
  'atom.xml': 'application/xml',
  'atom-archive-*': 'application/xml',
  'feed.json': 'application/feed+json',
  'calendar.ics': 'text/calendar',
  'index.md': 'text/markdown',
};

/** What a host should say with a file. `*` stands for anything, `:name` for one folder. */
interface HeaderRule {
  paths: string[];
  headers: Record<string, string>;
}

/** Who the site is for, and the folder it stands below, if any. */
interface Served {
  root: string;
  internal: boolean;
}

function rulesFor({ root, internal }: Served): HeaderRule[] {
  // What only the team may read is for no other page either.
  const anyone: Record<string, string> = internal ? {} : { 'Access-Control-Allow-Origin': '*' };
  const soon = internal ? {} : { 'Cache-Control': 'public, max-age=60' };
  const rules: HeaderRule[] = [
    {
      paths: ['/*'],
      headers: {
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
        'Content-Security-Policy': "frame-ancestors 'none'",
      },
    },
    ...Object.entries(TYPES).map(([file, type]) => ({
      paths: [
        `/${file}`,
        `/:topic/${file}`,
        `/:topic/:id/${file}`,
        ...(file === 'index.md' ? ['/:topic/:year/:month/index.md'] : []),
      ],
      headers: { 'Content-Type': `${type}; charset=utf-8`, ...anyone, ...soon },
    })),
    { paths: ['/api/v1/*', '/api/v2/*', '/api/schemas/*', '/badge/*'], headers: { ...anyone, ...soon } },
    {
      paths: [
        '/uptime/*',
        '/preview/*',
        '/postmortems/postmortems.json',
        '/postmortems/postmortems.schema.json',
        '/postmortems/postmortems.csv',
      ],
      headers: anyone,
    },
    { paths: ['/llms.txt'], headers: { 'Content-Type': 'text/plain; charset=utf-8', ...anyone } },
    {
      paths: ['/widget.js'],
      headers: { ...anyone, ...(!internal && { 'Cross-Origin-Resource-Policy': 'cross-origin' }) },
    },
    { paths: ['/_astro/*'], headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
  ];
  // A host that serves the folder above knows the longer paths, one behind a proxy the shorter.
  return rules
    .filter(({ headers }) => Object.keys(headers).length > 0)
    .map((rule) => ({ ...rule, paths: root === '' ? rule.paths : rule.paths.flatMap((path) => [path, root + path]) }));
}

/** For hosts that read `_headers`: Netlify, Cloudflare Pages, and `npm start`. */
export function headersFile(served: Served): string {
  return rulesFor(served)
    .flatMap(({ paths, headers }) => paths.map((path) => `${path}\n${lines(headers)}`))
    .join('');
}

/** For Apache. */
export function htaccess(served: Served): string {
  const [everywhere, ...rest] = rulesFor({ ...served, root: '' });
  const set = (headers: Record<string, string>): string =>
    Object.entries(headers)
      .filter(([name]) => name !== 'Content-Type')
      .map(([name, value]) => `  Header set ${name} "${value}"\n`)
      .join('');
  const blocks = rest.flatMap(({ paths, headers }) =>
    set(headers) === ''
      ? []
      : paths.map((path) => `  <If "%{REQUEST_URI} =~ m#${pattern(path)}#">\n  ${set(headers).trimEnd()}\n  </If>\n`),
  );
  const types = [...Object.entries(TYPES), ['llms.txt', 'text/plain'] as const].map(
    ([file, type]) => `<Files "${file}">\n  ForceType "${type}; charset=utf-8"\n</Files>\n`,
  );
  const always = set(everywhere?.headers ?? {});
  return `ErrorDocument 404 ${served.root}/404.html\n${types.join('')}<IfModule mod_headers.c>\n${always}${blocks.join('')}</IfModule>\n`;
}

/** For Vercel, where the built folder is what is deployed. */
export function vercelJson(served: Served): string {
  const headers = rulesFor(served).flatMap(({ paths, headers: own }) =>
    paths.map((path) => ({
      source: path.replace('*', '(.*)'),
      headers: Object.entries(own).map(([key, value]) => ({ key, value })),
    })),
  );
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}

function lines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('');
}

// The site may stand below a folder that Apache knows and we do not.
function pattern(path: string): string {
  return `${path.replaceAll(/[.+]/g, '\\$&').replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`;
}
