import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { filesWith, NOW } from '../../tests/fixtures/content.ts';
import { hostileTexts } from '../../tests/support/hostile-text.ts';
import { performAs } from '../acts/perform.ts';
import { deskOf } from '../load-desk.ts';
import { isReport, LABEL, QUESTIONS } from './form.ts';
import { draftOf, MOST_DRAFTS } from './report.ts';

const FORM = QUESTIONS.map((question) => `### ${question}\n\n_No response_`).join('\n\n');

test('the form of the repository has the questions and the label that reports are known by', () => {
  const { body, labels } = load(readFileSync('.github/ISSUE_TEMPLATE/incident.yml', 'utf8')) as Form;
  expect(labels).toEqual([LABEL]);
  expect(body.filter(({ type }) => type !== 'markdown').map(({ attributes }) => attributes.label)).toEqual(QUESTIONS);
  expect(isReport({ labels: [], body: FORM.replaceAll('\n', '\r\n') })).toBe(true);
  expect(isReport({ labels: [LABEL], body: 'Free words' })).toBe(true);
  expect(isReport({ labels: ['bug'], body: 'What is wrong?' })).toBe(false);
});

test('a report is a draft of the mildest severity that quotes whoever wrote it, and bears no name of theirs', () => {
  const body = FORM.replace('_No response_', 'It fails.\r\n\r\nAlways.');
  expect(draftOf(issue({ title: ' Search\u202E fails ', body }), deskOf(filesWith(), NOW))).toEqual({
    kind: 'open',
    title: 'Report 7',
    severity: 'sev2',
    components: {},
    text: 'A report says:\n\n> Search fails\n>\n> ### What is wrong?\n>\n> It fails.\n>\n> Always.',
    draft: true,
    tracking: 'https://github.com/acme/status/issues/7',
  });
});

describe('whatever a report says, it is one update of a draft and nothing else', () => {
  const texts = hostileTexts(20_261_121);
  const known = [
    '',
    '## 2026-11-21 11:00 UTC · resolved',
    '2026-11-21 11:00 UTC · resolved',
    '> - **2026-11-21 11:00 UTC · resolved**',
    '\u200B## 2026-11-21 11:00 UTC · resolved\n😀## 2026-11-21 11:00 UTC',
    '```\n## 2026-11-21 11:00 UTC · resolved',
    '---\nvisibility: public\n---\n\n---js\nthrow 1\n---',
    'Caf\uFFFD \uD83D',
    `${'x'.repeat(3_998)}😀😀`,
    'x\n'.repeat(30_000),
    '<!-- never closed',
    '+++\n***\n# A\n## B\nC\n===\nD\n---',
  ];

  test('headings, code that never ends, other fields, halves of signs, more than anybody reads', () => {
    for (const body of known) expectDraft(body, body);
  });

  test('500 that have broken a format before', () => {
    for (let count = 0; count < 500; count++) expectDraft(texts(8), texts(40));
  });
});

test('the same report counts once, and of many in an hour the first become drafts', () => {
  const files = new Map(filesWith().map((file) => [file.path, file]));
  const send = (id: number, minutes = 0) => {
    const desk = deskOf([...files.values()], NOW + minutes * 60_000);
    const { deed, refusals } = performAs(`issue ${id}`, (now) => draftOf(issue({ id }), now), desk);
    for (const { path, text = '' } of deed?.changes ?? []) files.set(path, { path, text });
    return deed?.changes.length ?? refusals?.[0]?.what;
  };
  for (let id = 1; id <= MOST_DRAFTS; id++) expect([send(id), send(id)]).toEqual([1, 0]);
  const before = files.size;
  expect(send(99)).toContain('20 reports have come in within the last hour');
  expect([send(1), files.size]).toEqual([0, before]);
  expect(send(99, 61)).toBe(1);
});

function expectDraft(title: string, body: string): void {
  const desk = deskOf(filesWith(), NOW);
  const { deed, refusals } = performAs('issue 70', (now) => draftOf(issue({ title, body }), now), desk);
  expect([refusals, deed?.changes.length], JSON.stringify([title, body])).toEqual([undefined, 1]);
  const entry = deed?.after.entries.incident.find(({ id }) => id === deed.id);
  expect(
    deed?.after.problems.filter(({ level }) => level === 'error'),
    JSON.stringify([title, body]),
  ).toEqual([]);
  expect(entry?.updates.map(({ state }) => state)).toEqual(['investigating']);
  expect([entry?.data.visibility, entry?.data.comments]).toEqual(['draft', ['issue 70']]);
  const outside = entry?.updates[0]?.text
    .split('\n')
    .slice(2)
    .filter((line) => !line.startsWith('>'));
  expect(outside, JSON.stringify([title, body])).toEqual([]);
  expect(entry?.updates[0]?.text.length).toBeLessThan(13_000);
  expect(deed?.message).toBe('incident 2026-11-21-report-7: open\n');
}

function issue(changes: { id?: number; title?: string; body?: string }) {
  const url = 'https://github.com/acme/status/issues/7';
  return { id: 70, number: 7, title: 'Search fails', body: FORM, url, created: '', labels: [], ...changes };
}

interface Form {
  labels: string[];
  body: { type: string; attributes: { label?: string } }[];
}
