import { expect, test } from 'vitest';
import { alert, at, world } from '../../tests/alerts/world.ts';

const SITE = `name: Example
url: https://status.example.com
channels:
  everybody: { kind: webhook, secret: HOOK_A, audience: public }
  team: { kind: webhook, secret: HOOK_B }
  chat: { kind: slack, secret: HOOK_C }
`;
const SEVERITY = '---\nname: Major\nlevel: 1\nsummary: Bad.\nchannels: [everybody, team, chat]\n---\n\nBad.\n';
const FILES = { 'site.yaml': SITE, 'severities/sev1.md': SEVERITY, 'components/payments.md': component() };

test('each update waits once for each channel of its severity', () => {
  const site = world(FILES);
  const opened = site.tell(at('10:01'), alert('A', 'firing'));
  expect(opened.waiting.map(({ channel, event }) => `${event} ${channel}`)).toEqual([
    'opened everybody',
    'opened team',
  ]);
  expect(site.tell(at('10:02'), alert('A', 'firing')).waiting).toEqual([]);
  const over = site.tell(at('10:11'), alert('A', 'ended', { endedAt: at('10:10') }));
  expect(over.waiting.map(({ channel, event }) => `${event} ${channel}`)).toEqual([
    'resolved everybody',
    'resolved team',
  ]);
  expect(site.files.get('.outbox.jsonl')?.trim().split('\n')).toHaveLength(4);
});

test('of a draft only the team hears', () => {
  const site = world(FILES);
  const { waiting } = site.tell(at('10:01'), alert('A', 'firing', { labels: { severity: 'critical' } }));
  expect(waiting.map(({ channel }) => channel)).toEqual(['team']);
});

function component(): string {
  return '---\nname: Payments\nsince: 2025-01-01\n---\n\nTakes payments.\n';
}
