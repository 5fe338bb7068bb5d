import { expect, test } from 'vitest';
import { editLink, fileLink } from './edit-link.ts';

const NOW = Date.parse('2026-11-24T10:15:00Z');
const repository = { url: 'https://github.com/example/status/', branch: 'main', folder: 'content' };
const incident = { id: '2026-11-24-slow', state: 'identified', open: true };

test('the editor opens with the next update begun', () => {
  const link = editLink(repository, incident, NOW) ?? '';
  expect(link).toBe(
    'https://github.com/example/status/new/main/content/incidents/2026/2026-11-24-slow?filename=2026-11-24-1015.md&value=%23%23%202026-11-24%2010%3A15%20UTC%20%C2%B7%20identified%0A%3C%21--%20The%20time%20above%20is%20when%20this%20link%20was%20made%3A%20write%20the%20time%20that%20it%20is%20now.%20--%3E%0A%0A',
  );
  expect(new URL(link).searchParams.get('value')).toMatch(/^## 2026-11-24 10:15 UTC · identified\n<!-- .* -->\n\n$/);
  const over = editLink(repository, { ...incident, state: 'resolved', open: false }, NOW) ?? '';
  expect(new URL(over).searchParams.get('value')).toMatch(/^## 2026-11-24 10:15 UTC · update\n/);
});

test('a branch may have slashes, the content may be the whole repository, and there may be none', () => {
  const link = editLink({ ...repository, branch: 'live/eu', folder: '' }, incident, NOW);
  expect(link).toMatch(/\/new\/live\/eu\/incidents\/2026\/2026-11-24-slow\?/);
  expect(editLink(undefined, incident, NOW)).toBeUndefined();
  expect(fileLink(repository, 'incident', incident.id)).toMatch(
    /blob\/main\/content\/incidents\/2026\/2026-11-24-slow.md$/,
  );
});
