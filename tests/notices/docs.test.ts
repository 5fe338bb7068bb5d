import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NOTICE_EVENTS } from '../../src/schema/message.ts';
import { contentWith, filesWith } from '../fixtures/content.ts';
import { audiencesAt, desk } from './desk.ts';

const PAGE = readFileSync(new URL('../../.github/notices/README.md', import.meta.url), 'utf8');

function snippets(language: string): string[] {
  return [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

test('every snippet can be pasted as it stands', () => {
  const site = filesWith().find(({ path }) => path === 'site.yaml')?.text;
  const said = [
    ...snippets('yaml').flatMap((text) => contentWith({ 'site.yaml': `${site}${text}` }).problems),
    ...snippets('markdown').flatMap((text) => contentWith({ 'messages/a.md': text }).problems),
  ];
  expect(snippets('yaml').length).toBeGreaterThanOrEqual(8);
  expect(said.filter(({ level }) => level === 'error')).toEqual([]);
});

test('every kind of channel and every event is told of', () => {
  for (const event of NOTICE_EVENTS) expect(PAGE).toContain(event);
  const kinds = new Set(snippets('yaml').flatMap((text) => [...text.matchAll(/kind: (\w+)/g)].map(([, kind]) => kind)));
  expect([...kinds].sort()).toEqual(['bluesky', 'discord', 'email', 'mastodon', 'slack', 'teams', 'webhook']);
});

test('what holds unless a site says is what the page says', () => {
  const { site } = audiencesAt(desk().files, '10:00').internal;
  expect(site.reminders).toEqual([86_400_000]);
  expect(site.channels?.['world']).toMatchObject({
    most: { count: 10, within: 600_000 },
    hears: ['maintenance', 'postmortems'],
  });
});
