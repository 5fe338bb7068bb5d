import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';
import type { Content } from '../checks/content.ts';
import { SECTION_HEADINGS } from '../parse/sections.ts';
import type { Problem } from '../problems/problem.ts';
import { SECTION_NAMES } from '../schema/postmortem.ts';
import { lintAll } from './lint-all.ts';

const ID = '2026-11-18-slow-payments';
const INCIDENT = incidentFile(
  '## 2026-11-18 09:00 UTC · investigating\n\nWe look.\n\n## 2026-11-18 10:00 UTC · resolved\n\nOver.',
  'acknowledged: 2026-11-18T09:05:00Z',
);
const GOOD = SECTION_NAMES.map((name) => `## ${SECTION_HEADINGS[name]}\n\nText.\n`)
  .join('\n')
  .replace(
    '## Action items\n\nText.',
    '## Action items\n\n- [ ] Alert on a full disk of the ledger · owner: Ana · due: 2026-12-01',
  );

function read(body: string, { fields = '', site = '' } = {}): Content {
  const text = `---\ntitle: Slow\nstatus: draft\nsummary: Slow.\n${fields}---\n\n${body}`;
  return contentWith({
    [INCIDENT_PATH]: INCIDENT,
    [`postmortems/${ID}.mdx`]: text,
    ...(site && { 'site.yaml': `name: A\nurl: https://a.example\npostmortems:\n${site}` }),
  });
}

function problemsOf(body: string, options: Parameters<typeof read>[1] = {}): Problem[] {
  const content = read(body, options);
  const entries = content.entries.postmortem.filter(({ id }) => id === ID);
  if (entries.length === 0) throw new Error(JSON.stringify(content.problems));
  return lintAll(content, entries);
}

function lint(body: string, options: Parameters<typeof read>[1] = {}): string[] {
  return problemsOf(body, options).map(({ code, line, source, message }) =>
    `${code} ${line} ${source.trim().slice(0, 40)} ${message.length > 0 ? '' : 'silent'}`.trim(),
  );
}

test('what is whole is left in peace', () => {
  expect(lint(GOOD)).toEqual([]);
});

test('a section that is missing, empty, or still the template is told of', () => {
  expect(lint(GOOD.replace('## Impact\n\nText.\n\n', ''))).toEqual(['missing-section 1 ---']);
  expect(lint(GOOD.replace('## Impact\n\nText.', '## Impact'))).toEqual(['empty-section 11 ## Impact']);
  expect(lint(GOOD.replace('## Impact\n\nText.', '## Impact\n\n> **To write:** who.'))).toEqual([
    'template-text 13 > **To write:** who.',
  ]);
});

test('a section may have parts of its own instead of text', () => {
  expect(lint(GOOD.replace('## Lessons\n\nText.', '## Lessons\n\n### Takeaways\n\nAll.'))).toEqual([]);
});

test('a timeline that contradicts the incident or itself is told of', () => {
  const timeline = '- 09:05 acknowledged by Ana\n- 08:59 second look\n- 10:30 UTC resolved\n- soon after: cake';
  expect(lint(GOOD.replace('## Timeline\n\nText.', `## Timeline\n\n${timeline}`))).toEqual([
    'timeline-order 18 - 08:59 second look',
    'timeline-contradiction 19 - 10:30 UTC resolved',
    'timeline-unread 20 - soon after: cake',
  ]);
});

test('an action without owner, day or object is told of, one that is done is not', () => {
  const actions =
    '- [ ] Improve monitoring · due: 2026-12-01\n- [ ] Move the ledger to new disks · owner: Ana\n- [x] Think about it\n- Buy disks';
  expect(lint(GOOD.replace(/- \[ \].*/, actions)).map((line) => line.replace(/ \d+ /, ' '))).toEqual([
    'action-unowned - [ ] Improve monitoring · due: 2026-12-',
    'action-vague - [ ] Improve monitoring · due: 2026-12-',
    'action-undated - [ ] Move the ledger to new disks · own',
    'action-untracked - Buy disks',
  ]);
});

test('a type that is none is told of where it stands, with the one that is near, and keeps nothing from being read', () => {
  const actions = '- [ ] Detect it · owner: Ana · due: 2026-12-01 · type: detct\n- [x] Buy disks · type: hardware';
  const found = problemsOf(GOOD.replace(/- \[ \].*/, actions));
  expect(
    found.map(({ code, source, column, length, remedy }) => [
      code,
      source.slice(column - 1, column - 1 + length),
      remedy,
    ]),
  ).toEqual([
    ['action-type', 'detct', 'Did you mean "detect"?'],
    ['action-type', 'hardware', 'Use one of: prevent, mitigate, detect, process.'],
  ]);
});

test('words that blame are told of where they stand, but not in code, in a quotation or inside of another word', () => {
  const words =
    'Human error: Jo should have known and\nfailed to look.\n\n> It was obviously Jo.\n\n`forgot to` unstupidly';
  expect(
    lint(GOOD.replace('## Lessons\n\nText.', `## Lessons\n\n${words}`), { fields: 'owner: Jo Berg\n' }).map((line) =>
      line.replace(/ \d+ /, ' '),
    ),
  ).toEqual([
    'blaming Human error: Jo should have known and',
    'blaming Human error: Jo should have known and',
    'blaming failed to look.',
  ]);
});

const blamed = (text: string, options: Parameters<typeof lint>[1] = {}): boolean =>
  lint(GOOD.replace('## Lessons\n\nText.', `## Lessons\n\n${text}`), options).some((line) =>
    line.startsWith('blaming'),
  );

test.each([
  'We failed to notice it for an hour.',
  'The on-call engineer **failed to** look.',
  'Somebody in the other team forgot to say so.',
  'Mira should have asked.',
  'The restart was right, but nobody ought to have waited so long.',
  'It is tempting to blame the operator.',
  'That was Mira’s fault.',
])('people are judged: %s', (text) => {
  expect(blamed(text, { fields: 'authors: [Mira Holm]\n' })).toBe(true);
});

test.each([
  'The deploy failed to start.',
  'We saw that the second server failed to start.',
  'We restarted it, and the queue failed to drain.',
  'Redis forgot to expire it.',
  'The alert should have fired at 09:00 UTC.',
  'It is a clue, not about whose fault it is.',
  'The ticket said "user error", which is where we stopped looking.',
  'Their status page says “we failed to renew it”.',
])('machines, and words of others, are left in peace: %s', (text) => {
  expect(blamed(text, { fields: 'authors: [Mira Holm]\n' })).toBe(false);
});

test('a site adds words, allows words, and says which parts there must be', () => {
  const site =
    '  blaming: [{ words: fat-finger*, why: it mocks, instead: what was pressed }]\n  allowed: [obviously]\n';
  expect(blamed('A fat-fingered command.', { site })).toBe(true);
  expect(blamed('It was obviously slow.')).toBe(true);
  expect(blamed('It was obviously slow.', { site })).toBe(false);
  const few = '## Summary\n\nText.\n\n## Impact\n\nText.\n';
  expect(lint(few, { site: '  required: [summary, impact]\n' })).toEqual([]);
});

test('a post-mortem is measured by the template that it was begun from', () => {
  const short = GOOD.replace(/## (?:What went well|What went badly|Where we got lucky|Prevention)\n\nText\.\n/g, '');
  expect(lint(short, { fields: 'template: short\n' })).toEqual([]);
  expect(lint(short).length).toBe(4);
});

test('a heading that is nearly a usual one, and a time that nobody can place, are told of', () => {
  expect(lint(GOOD.replace('## Detection', '## Detecton'))).toEqual([
    expect.stringMatching(/^missing-section 1 /),
    expect.stringMatching(/^misnamed-section \d+ ## Detecton$/),
  ]);
  expect(lint(GOOD.replace('## Timeline\n\nText.', '## Timeline\n\n- 09:05 ABCT something'))).toEqual([
    'timeline-unplaced 17 - 09:05 ABCT something',
  ]);
});
