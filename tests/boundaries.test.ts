import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Which folders of `src/` each folder may import from; `packages` are the only ones from outside. */
const RULES: Record<string, { folders: readonly string[]; packages?: readonly string[] }> = {
  schema: { folders: [], packages: ['zod'] },
  problems: { folders: [], packages: [] },
  parse: {
    folders: ['schema', 'problems'],
    packages: ['gray-matter', 'js-yaml', 'node:util', 'satteri', 'zod'],
  },
  domain: { folders: ['schema'], packages: ['rrule-temporal', 'rrule-temporal/totext'] },
  checks: { folders: ['schema', 'problems', 'parse', 'domain'], packages: [] },
  alerts: { folders: ['schema', 'problems', 'parse', 'domain'], packages: ['node:crypto', 'zod'] },
  acts: { folders: ['schema', 'problems', 'parse', 'domain', 'checks', 'alerts', 'learning'], packages: [] },
  actions: {
    folders: ['schema', 'problems', 'parse', 'domain', 'checks', 'acts', 'console', 'views'],
    packages: ['node:crypto'],
  },
  console: { folders: ['schema', 'problems', 'parse', 'domain', 'checks', 'alerts', 'acts'], packages: ['zod'] },
  cli: {
    folders: ['schema', 'problems', 'parse', 'domain', 'checks', 'alerts', 'acts', 'actions', 'learning', 'views'],
    packages: ['node:util'],
  },
  relay: { folders: ['schema', 'problems', 'alerts'], packages: ['zod'] },
  sample: { folders: ['problems'], packages: ['node:crypto', 'zod'] },
  views: {
    folders: ['schema', 'domain'],
    packages: ['node:crypto', 'sanitize-html', 'satteri'],
  },
  notices: { folders: ['schema', 'parse', 'domain', 'views'], packages: ['node:crypto', 'zod'] },
  documents: { folders: ['schema', 'domain', 'views'], packages: ['zod'] },
  learning: { folders: ['schema', 'problems', 'parse', 'domain', 'checks', 'views'], packages: [] },
  runbooks: { folders: ['schema', 'problems', 'parse', 'domain', 'cli'], packages: [] },
  drill: { folders: ['schema', 'problems', 'domain', 'alerts', 'acts', 'views'], packages: [] },
  client: { folders: [], packages: ['chart.js'] },
  components: { folders: ['schema', 'views'], packages: [] },
  layouts: {
    folders: ['components', 'styles', 'views', 'client'],
    packages: [],
  },
  pages: { folders: ['components', 'layouts', 'views'], packages: ['astro'] },
};

/** Files beside the folders that join them, and who may use them. */
const DOORS: Record<string, readonly string[]> = {
  'page-context.ts': ['pages', 'layouts', 'components'],
};

describe('each folder imports only what lies before it in the flow', () => {
  for (const [folder, rule] of Object.entries(RULES)) {
    test(`src/${folder}`, () => {
      const wrong = sources(join(ROOT, 'src', folder)).flatMap((file) =>
        importsOf(file)
          .filter(({ target }) => !allowed(folder, rule, target))
          .map(({ target }) => `${relative(ROOT, file)} imports ${target}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  test('src/io takes only types from the rest', () => {
    const wrong = sources(join(ROOT, 'src/io')).flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => target.startsWith('src/') && !target.startsWith('src/io') && !typeOnly)
        .filter(({ target }) => target !== 'src/schema')
        .map(({ target }) => `${relative(ROOT, file)} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing in src imports scripts', () => {
    const wrong = sources(join(ROOT, 'src')).filter((file) =>
      importsOf(file).some(({ target }) => target === 'scripts'),
    );
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });
});

test('only the clock asks what time it is', () => {
  const pure = [
    'schema',
    'parse',
    'problems',
    'domain',
    'checks',
    'alerts',
    'acts',
    'actions',
    'notices',
    'cli',
    'learning',
    'runbooks',
    'drill',
    'relay',
    'views',
    'sample',
    'pages',
    'components',
    'layouts',
  ];
  const wrong = pure
    .flatMap((folder) => sources(join(ROOT, 'src', folder)))
    .filter((file) => /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(readFileSync(file, 'utf8')));
  expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
});

test('a page is at most 40 lines of its own and holds no date arithmetic', () => {
  for (const file of sources(join(ROOT, 'src/pages'))) {
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').length, relative(ROOT, file)).toBeLessThanOrEqual(41);
    expect(text, relative(ROOT, file)).not.toMatch(/\bDate\b|Temporal/);
  }
});

interface Import {
  target: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"]*?from\s+)?['"]([^'"]+)['"]/gm);
  return [...found].map(([, type, source = '']) => ({
    target: targetOf(file, source),
    typeOnly: type !== undefined,
  }));
}

function targetOf(file: string, source: string): string {
  if (!source.startsWith('.')) return source;
  const path = relative(ROOT, resolve(dirname(file), source));
  const [top, folder = '', rest] = path.split('/');
  if (top !== 'src') return top ?? '';
  return rest === undefined ? folder : `src/${folder}`;
}

function allowed(folder: string, rule: (typeof RULES)[string], target: string): boolean {
  if (target === `src/${folder}` || rule.folders.some((name) => target === `src/${name}`)) return true;
  if (target in DOORS) return DOORS[target]?.includes(folder) ?? false;
  return target.startsWith('virtual:') || (rule.packages ?? []).includes(target);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|astro)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
