import { expect, test } from 'vitest';
import { headersFile, htaccess, vercelJson } from './headers.ts';

const PUBLIC = { root: '', internal: false };

test('what the team alone may read is open to no other page', () => {
  for (const make of [headersFile, htaccess, vercelJson]) {
    expect(make(PUBLIC)).toContain('Access-Control-Allow-Origin');
    expect(make({ root: '', internal: true })).not.toMatch(/Access-Control|Resource-Policy|public, max-age=60\b/);
    expect(make({ root: '', internal: true })).toContain('nosniff');
  }
});

test('a site below a folder has its rules with the folder and without, and its own page for what is missing', () => {
  const served = { root: '/status', internal: false };
  expect(headersFile(served)).toMatch(/^\/feed\.xml\n/m);
  expect(headersFile(served)).toMatch(/^\/status\/feed\.xml\n/m);
  expect(htaccess(served)).toContain('ErrorDocument 404 /status/404.html');
});

test('the pages of an archive are as open as the feed that leads to them', () => {
  expect(headersFile(PUBLIC)).toMatch(
    /^\/:topic\/:id\/atom-archive-\*\n {2}Content-Type: application\/xml.*\n {2}Access-Control-Allow-Origin: \*/m,
  );
});
