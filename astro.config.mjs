import { existsSync } from 'node:fs';
import { join } from 'node:path';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { readEnvironment } from './src/io/environment.ts';
import { loadSite } from './src/load-content.ts';

const environment = readEnvironment();
const address = new URL(environment.site ?? loadSite(environment).url);
const theme = join(environment.content, 'theme.css');

export default defineConfig({
  site: address.origin,
  base: environment.base ?? address.pathname,
  outDir: environment.out,
  cacheDir: environment.cache,
  trailingSlash: 'always',
  build: { concurrency: 16, inlineStylesheets: 'never', format: 'directory' },
  compressHTML: true,
  devToolbar: { enabled: false },
  // Highlighting writes inline styles, which the content security policy refuses.
  markdown: { syntaxHighlight: false },
  integrations: [mdx()],
  vite: {
    build: { assetsInlineLimit: 0 },
    resolve: {
      alias: {
        'virtual:theme.css':
          existsSync(theme) && !process.env.ALLCLEAR_WITHOUT_THEME
            ? theme
            : join(import.meta.dirname, 'src/styles/no-theme.css'),
      },
    },
  },
});
