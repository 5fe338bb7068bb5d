import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';
import type { Content } from '../checks/content.ts';
import type { Entry } from '../parse/entry.ts';
import { BLAMING } from './language.ts';
import { lintPostmortem, REQUIRED } from './lint.ts';

const ID = '2026-11-18-slow-payments';
const INCIDENT = incidentFile(
  '## 2026-11-18 09:00 UTC · investigating\n\nWe look.\n\n## 2026-11-18 10:00 UTC · resolved\n\nOver.',
  'acknowledged: 2026-11-18T09:05:00Z',
);
const GOOD = REQUIRED.map((name) => `## ${name}\n\nText.\n`)
  .join('\n')
  .replace('## causes', '## Root cause')
  .replace(
    '## actions\n\nText.',
    '## Actions\n\n- [ ] Alert on a full disk of the ledger · owner: Ana · due: 2026-12-01',
  );

function read(body: string): Content {
  const text = `---\ntitle: Slow\nstatus: draft\nsummary: Slow.\n---\n\n${body}`;
  return contentWith({ [INCIDENT_PATH]: INCIDENT, [`postmortems/${ID}.mdx`]: text });
}

function entryOf(body: string): Entry<'postmortem'> {
  const { entries, problems } = read(body);
  const entry = entries.postmortem.find(({ id }) => id === ID);
  if (!entry) throw new Error(JSON.stringify(problems));
  return entry;
}

function lint(body: string): string[] {
  const entry = entryOf(body);
  const incident = read(body).entries.incident.find(({ id }) => id === ID);
  return lintPostmortem(entry, incident, { required: REQUIRED, blaming: BLAMING }).map(
    ({ code, line, source, message }) =>
      `${code} ${line} ${source.trim().slice(0, 40)} ${message.length > 0 ? '' : 'silent'}`.trim(),
  );
}

test('what is whole is left in peace', () => {
  expect(lint(GOOD)).toEqual([]);
});

test('a section that is missing, empty, or still the template is told of', () => {
  expect(lint(GOOD.replace('## impact\n\nText.\n\n', ''))).toEqual(['missing-section 1 ---']);
  expect(lint(GOOD.replace('## impact\n\nText.', '## impact'))).toEqual(['empty-section 11 ## impact']);
  expect(lint(GOOD.replace('## impact\n\nText.', '## impact\n\n> **To write:** who.'))).toEqual([
    'template-text 13 > **To write:** who.',
  ]);
});

test('a section may have parts of its own instead of text', () => {
  expect(lint(GOOD.replace('## lessons\n\nText.', '## lessons\n\n### What went well\n\nAll.'))).toEqual([]);
});

test('a timeline that contradicts the incident or itself is told of', () => {
  const timeline = '- 09:05 acknowledged by Ana\n- 08:59 second look\n- 10:30 UTC resolved\n- soon after: cake';
  expect(lint(GOOD.replace('## timeline\n\nText.', `## timeline\n\n${timeline}`))).toEqual([
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
  const entry = entryOf(GOOD.replace(/- \[ \].*/, actions));
  expect(
    lintPostmortem(entry, undefined, { required: REQUIRED, blaming: BLAMING }).map(
      ({ code, source, column, length, remedy }) => [code, source.slice(column - 1, column - 1 + length), remedy],
    ),
  ).toEqual([
    ['action-type', 'detct', 'Did you mean "detect"?'],
    ['action-type', 'hardware', 'Use one of: prevent, mitigate, detect, process.'],
  ]);
});

test('words that blame are told of where they stand, but not in code, in a quotation or inside of another word', () => {
  const words =
    'Human error: Jo should have known and\nfailed to look.\n\n> It was obviously Jo.\n\n`forgot to` unstupidly';
  expect(
    lint(GOOD.replace('## lessons\n\nText.', `## lessons\n\n${words}`)).map((line) => line.replace(/ \d+ /, ' ')),
  ).toEqual([
    'blaming Human error: Jo should have known and',
    'blaming Human error: Jo should have known and',
    'blaming failed to look.',
  ]);
});
