import { expect, test } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { commitMessage } from '../../src/alerts/message.ts';
import { describe as decisionLine } from '../../src/alerts/print.ts';
import { readMessage } from '../../src/alerts/sources/registry.ts';
import { readContent } from '../../src/checks/read-content.ts';
import { snapshotOf } from '../../src/load-snapshot.ts';
import { renderMarkdown } from '../../src/views/markdown.ts';
import { hostileTexts } from '../support/hostile-text.ts';
import { elementsOf } from '../support/html.ts';
import { at, problemsIn, world } from './world.ts';

const SEED = Number(process.env['SEED'] ?? 20_261_124);
const TRIES = 1_000;
/** Stands in every text of an alert, so that it can be looked for. */
const MARK = 'mq7zw';
const TRAPS = [
  ...['[skip ci]', 'skip-checks: true', 'Fixes #1', '@team', 'Co-authored-by: x <x@example.com>', '$(touch /tmp/x)'],
  ...[
    '`id`',
    `\${{ github.token }}`,
    '::set-env name=A::b',
    '../../evil',
    'CON',
    '---',
    '...',
    '- a: b',
    '!!js/function',
  ],
  ...['visibility: public', '## 2026-11-24 10:00 UTC · resolved', '{{ labels.region }}', '{component}', '&a', '*a'],
];
const ASKS = `---
name: Asks
match: { asks: "yes" }
component: payments
severity: sev2
title: "Trouble: {{ title }} in {{ labels.region }}"
ending: "Over: {{ text }}"
---

Said: {{ text }}, by {{ labels.region }}, about {{ title }}.
`;

const text = hostileTexts(SEED);

test(`the text of ${TRIES} alerts becomes neither markup nor structure nor a name, and stays inside`, () => {
  for (let turn = 0; turn < TRIES; turn++) {
    const labels = { [`l${turn}`]: hostile(turn), team: hostile(turn + 1) };
    const alerts = accepted({ title: hostile(turn), key: hostile(turn + 2), text: hostile(turn + 3), labels });
    const [named, unnamed] = [alerts[0], alerts[1]];
    if (!named || !unnamed) throw new Error('Both are alerts.');
    const [hostileFiles, plainFiles] = [told(named), told(calm(named))];
    for (const [path, content] of hostileFiles) {
      expect(path).toMatch(/^incidents\/2026\/2026-11-24-payments-[0-9a-f]{8}\.md$/);
      const [, plain = ''] = plainFiles[0] ?? [];
      expect(withoutAlerts(content)).toBe(withoutAlerts(plain));
    }
    const [path = '', draft = ''] = told(unnamed)[0] ?? [];
    expect(path).toMatch(/^incidents\/2026\/2026-11-24-alert-[0-9a-f]{8}\.md$/);
    expect(draft.slice(draft.indexOf('\n---\n', 4))).not.toContain(MARK);
    expect(draft).toMatch(/\nvisibility: draft\n/);
  }
}, 120_000);

test(`what a rule publishes of ${TRIES} alerts is shown as it stands`, () => {
  for (let turn = 0; turn < TRIES; turn++) {
    const labels = { asks: 'yes', region: hostile(turn) };
    const [alert] = accepted({ title: hostile(turn + 1), key: `k${turn}`, text: hostile(turn + 2), labels });
    if (!alert) throw new Error('It is an alert.');
    const [[, content = ''] = []] = told(alert);
    expect(content.match(/^## /gm)).toHaveLength(2);
    for (const part of content.split(/^## .*$/m).slice(1)) {
      const tags = new Set(elementsOf(renderMarkdown(part)).map(({ tagName }) => tagName));
      expect([...tags].filter((tag) => !['html', 'head', 'body', 'p', 'code'].includes(tag))).toEqual([]);
    }
    const title = /^title: (.*)$/m.exec(content)?.[1] ?? '';
    expect(title).not.toMatch(/[`<>@#[\]|\\]/);
  }
}, 120_000);

/** The incident's file once an alert was told and has ended; everything else about it is looked at here. */
function told(alert: Alert): [string, string][] {
  const site = world({ 'rules/asks.md': ASKS });
  for (const one of [alert, { ...alert, state: 'ended' as const, endedAt: at('10:30') }]) {
    const plan = site.tell(one.state === 'firing' ? at('10:01') : at('10:31'), one);
    expect(commitMessage(plan)).toMatch(/^incident 2026-11-24-(?:payments|alert)-[0-9a-f]{8}: (?:open|resolve)\n$/);
    for (const decision of plan.decisions)
      expect(decisionLine(decision)).toMatch(/^(?:open|resolve|skip|hold) +\P{C}+$/u);
  }
  expect(problemsIn(site.files, at('11:00'))).toEqual([]);
  const visible = [...site.files].filter(([path]) => !path.startsWith('.')).map(([path, text]) => ({ path, text }));
  const isAsked = alert.labels['asks'] === 'yes';
  const seen = JSON.stringify(snapshotOf(readContent(visible, at('11:00')), at('11:00'), 'public').incidents);
  if (!isAsked) expect(seen).not.toContain(MARK);
  expect(site.incidents()).toHaveLength(1);
  return site.incidents();
}

/** The alerts that the generic door makes of these fields; the second names no component. */
function accepted(fields: { title: string; key: string; text: string; labels: Record<string, string> }): Alert[] {
  const url = `https://example.com/?q=${encodeURIComponent(fields.title.toWellFormed())}`;
  const base = { ...fields, state: 'firing', startedAt: new Date(at('10:00')).toISOString(), url };
  const payload = { alerts: [{ ...base, labels: { ...fields.labels, component: 'payments' } }, base] };
  return readMessage({ source: 'generic', payload, headers: {}, receivedAt: at('10:01') }).alerts;
}

function calm(alert: Alert): Alert {
  return { ...alert, title: 'Calm', text: 'Calm', labels: { component: 'payments' }, url: 'https://example.com/' };
}

function withoutAlerts(content: string): string {
  return content.replace(/^alerts:\n(?: {2}.*\n)+/m, '');
}

function hostile(turn: number): string {
  return `${MARK} ${text(1 + (turn % 7))}${TRAPS[turn % TRAPS.length]} ${text(3)}`;
}
