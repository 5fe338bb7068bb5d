import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildFixture } from '../support/build.ts';
import { folderWith, incidentFile, SMALL_SITE } from '../support/small-site.ts';

const ID = '2026-11-10-slow-answers';
const TABLE = '| Day | Failed |\n| --- | ---: |\n| Mon | 3 |\n| Tue | 5 |';
const OPEN = '<Chart kind="bar" question="How many failed?">';
const TEXT = `## Impact\n\n<Metrics />\n\n<Scale />\n\n${OPEN}\n\n${TABLE}\n\n</Chart>\n\n${OPEN}\n\n${TABLE.replace('| 5 |', '| plenty |')}\n\n</Chart>\n\n<Whys>\n\n1. Why A?\n2. Why B?\n\n</Whys>\n\n<Factors>\n\n${TABLE}\n\n</Factors>\n`;
const FIELDS =
  'title: Learned\nstatus: published\npublished: 2026-11-12\nsummary: It broke.\nowner: Ana Lind\nauthors: [Bo Ek]\ncost: about 90 EUR\nlinks: [{ label: The chat, url: https://chat.example.com/7 }]';
const FILES = {
  ...SMALL_SITE,
  [`incidents/2026/${ID}.md`]: incidentFile(),
  [`postmortems/${ID}.mdx`]: `---\n${FIELDS}\n---\n\n${TEXT}`,
};

test('what cannot be drawn is shown as it stands, and said with its line; the rest is drawn from what was written', () => {
  const { status, output, out } = buildFixture(folderWith(FILES));
  expect(status, output).toBe(0);
  expect(output).toMatch(/\| Tue \| plenty \|\n\s+\|\s+\^{6}\n[\s\S]*\[chart-words\]/);
  const html = pageOf(out);
  expect(html.match(/data-chart=/g)).toHaveLength(1);
  expect(html).toMatch(/<data value="5">\s*5\s*<\/data>/);
  expect(html).toMatch(/<td[^>]*>plenty<\/td>/);
  for (const part of ['class="scale"', 'class="whys"', 'Time to recover', 'aria-label="Contributing factors"'])
    expect(html).toContain(part);
  expect(html).not.toMatch(/ style=|<style/);
  expect(html).not.toMatch(/Ana Lind|Bo Ek|90 EUR|chat\.example/);
});

test('the team reads on the same page who, until when and at what cost, marked as its own', () => {
  const files = {
    ...FILES,
    'severities/sev2.md': (SMALL_SITE['severities/sev2.md'] ?? '').replace('level: 2', 'level: 2\npostmortem: 3'),
  };
  const { out } = buildFixture(folderWith(files), { AUDIENCE: 'internal' });
  const [, panel = ''] = /<aside class="note inside" aria-label="Internal">([\s\S]*?)<\/aside>/.exec(pageOf(out)) ?? [];
  for (const fact of [
    'none of this is on the public page',
    'Ana Lind',
    'Bo Ek',
    'about 90 EUR',
    '13 Nov 2026',
    'The chat',
  ])
    expect(panel).toContain(fact);
});

function pageOf(out: string): string {
  return readFileSync(join(out, `postmortems/${ID}/index.html`), 'utf8');
}
