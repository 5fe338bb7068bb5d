import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { POSTMORTEM } from '../../src/cli/postmortem-commands.ts';
import { templatesOf } from '../../src/learning/templates.ts';
import { ELEMENTS, readElements } from '../../src/parse/mdx-elements.ts';
import { SECTION_NAMES } from '../../src/schema/postmortem.ts';
import { TEMPLATE_PLACES } from '../../src/schema/template.ts';
import { contentWith, filesWith } from '../fixtures/content.ts';

const PAGE = readFileSync(new URL('../../.github/people/postmortems.md', import.meta.url), 'utf8');
const FIELDS = '---\ntitle: Slow\nstatus: draft\nsummary: Slow.\n---\n\n';

function snippets(language: string): string[] {
  return [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

test('every element is shown in an example that can be pasted as it stands', () => {
  const examples = snippets('mdx');
  for (const text of examples) {
    expect(contentWith({ 'postmortems/2026-11-18-slow-payments.mdx': FIELDS + text }).problems, text).toEqual([]);
  }
  const shown = new Set(examples.flatMap((text) => readElements(text).map(({ name }) => name)));
  expect([...shown].sort()).toEqual(Object.keys(ELEMENTS).sort());
});

test('the template and the settings can be pasted as they stand', () => {
  const site = filesWith().find(({ path }) => path === 'site.yaml')?.text;
  const [template = ''] = snippets('markdown');
  const files = {
    'templates/carrier.md': template.replace('severities: [sev3]', 'severities: [sev2]'),
    'site.yaml': `${site}${snippets('yaml').join('')}`,
  };
  const content = contentWith(files);
  expect(content.problems).toEqual([]);
  expect(content.site.data.postmortems.blaming).toHaveLength(1);
  expect(templatesOf(content).map(({ id }) => id)).toEqual(['carrier', 'full', 'short', 'security']);
});

test('every place, part, template and command is told of', () => {
  for (const place of Object.keys(TEMPLATE_PLACES)) expect(PAGE).toContain(`{{ ${place} }}`);
  for (const name of SECTION_NAMES) expect(PAGE).toMatch(new RegExp(`\\b${name}\\b`));
  for (const { id } of templatesOf(contentWith())) expect(PAGE).toContain(`\`${id}\``);
  for (const { name } of POSTMORTEM.subcommands) expect(PAGE).toContain(`npm run postmortem -- ${name}`);
});

test('a template that asks for what no incident has is refused with its line and what was meant', () => {
  const text = '---\nname: A\nuse: B.\n---\n\n## Summary\n\n{{ sumary }}\n';
  expect(contentWith({ 'templates/a.md': text }).problems).toMatchObject([
    { code: 'unknown-template-place', file: 'templates/a.md', line: 8, column: 1, remedy: 'Did you mean "summary"?' },
  ]);
});
