import { expect, test } from 'vitest';
import { alert, at, world } from '../../tests/alerts/world.ts';
import { readContent } from '../checks/read-content.ts';
import { snapshotOf } from '../load-snapshot.ts';
import { viewContext } from '../views/view-context.ts';
import { redirects } from './redirects.ts';

test('an incident that got another name because an earlier alert came late is found under its old address too', () => {
  const site = world();
  site.tell(at('10:06'), alert('B', 'firing', { startedAt: at('10:05') }));
  const [[before = ''] = []] = site.incidents();
  site.tell(at('10:07'), alert('A', 'firing'));
  const [[after = '', text = ''] = []] = site.incidents();
  expect(after).not.toBe(before);
  expect(text).toContain('key: A\n');
  const files = [...site.files].filter(([path]) => !path.startsWith('.')).map(([path, text]) => ({ path, text }));
  for (const audience of ['public', 'internal'] as const) {
    const snapshot = snapshotOf(readContent(files, at('10:08')), at('10:08'), audience);
    const [page, ...others] = redirects(viewContext(snapshot, { base: '/status', origin: 'https://example.com' }));
    expect(others).toEqual([]);
    expect(page?.path).toBe(`incidents/${idIn(before)}/index.html`);
    expect(page?.content()).toContain(`url=https://example.com/status/incidents/${idIn(after)}/`);
  }
});

function idIn(path: string): string {
  return path.replace(/^.*\/|\.md$/g, '');
}
