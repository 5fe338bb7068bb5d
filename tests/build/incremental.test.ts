import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../support/command.ts';
import { folderWith, incidentFile, SMALL_SITE, write } from '../support/small-site.ts';

const SEED = 20261121;
const ROUNDS = 5;
const EDITS_A_ROUND = 10;

const SERIES = 'maintenance/2026/2026-11-01-work.md';
const MOVED = 'maintenance/2026/2026-12-06-work.md';
const LEARNED = 'incidents/2026/2026-11-01-learned.md';
const POSTMORTEM = 'postmortems/2026-11-01-learned.mdx';

test('after 50 random edits an incremental build and a clean one are byte for byte the same', async () => {
  const random = randomNumbers(SEED);
  const files = new Map(Object.entries(SMALL_SITE));
  for (let index = 0; index < 12; index++) files.set(...newIncident(random, index));
  files.set(SERIES, weekly());
  files.set(LEARNED, incidentFile({ fields: 'acknowledged: 2026-11-10T10:05:00Z\ncomponents:\n  api: degraded\n' }));
  files.set(POSTMORTEM, postmortem(0));
  const content = folderWith(Object.fromEntries(files));
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  await build(content, out, at(0));
  for (let round = 0; round < ROUNDS; round++) {
    for (let edit = 0; edit < EDITS_A_ROUND; edit++) change(content, files, random, round * EDITS_A_ROUND + edit);
    set(content, files, POSTMORTEM, postmortem(round));
    if (round === 1) set(content, files, SERIES, `${weekly()}\n## 2026-11-21 09:00 UTC · cancelled\n\nNot today.\n`);
    if (round === 2)
      set(content, files, MOVED, weekly('02', 'occurrence: {of: 2026-11-01-work, start: 2026-12-06T09:00:00Z}'));
    await build(content, out, at(round));
  }
  const clean = mkdtempSync(join(tmpdir(), 'allclear-clean-'));
  await build(content, clean, at(ROUNDS - 1));
  expect(fingerprints(out), `seed ${SEED}`).toEqual(fingerprints(clean));
});

test('the incremental build makes only the pages anew whose content changed', async () => {
  const files = Object.fromEntries([1, 2].map((n) => [`incidents/2026/2026-11-0${n}-a.md`, incidentFile()]));
  const content = folderWith({ ...SMALL_SITE, ...files });
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  await build(content, out);
  const [same, changed] = ['2026-11-01-a', '2026-11-02-a'].map((id) => join(out, 'incidents', id, 'index.html'));
  const madeAt = statSync(same ?? '').mtimeMs;
  write(content, 'incidents/2026/2026-11-02-a.md', incidentFile({ title: 'Another title' }));
  await build(content, out);
  expect(statSync(same ?? '').mtimeMs).toBe(madeAt);
  expect(readFileSync(changed ?? '', 'utf8')).toContain('Another title');
});

test('a page that somebody changed in the output folder is put right by the next build', async () => {
  const content = folderWith({ ...SMALL_SITE, 'incidents/2026/2026-11-01-a.md': incidentFile() });
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  await build(content, out);
  const page = join(out, 'incidents/2026-11-01-a/index.html');
  const made = readFileSync(page, 'utf8');
  writeFileSync(page, 'defaced');
  writeFileSync(join(out, 'stray.html'), 'stray');
  await build(content, out);
  expect(readFileSync(page, 'utf8')).toBe(made);
  expect(existsSync(join(out, 'stray.html'))).toBe(false);
});

test('a folder with other things in it is never taken for the output folder', async () => {
  const content = folderWith(SMALL_SITE);
  const home = folderWith({ 'thesis.txt': 'years of work' });
  const outcome = await command('build', [], { CONTENT: content, OUT: home });
  expect(outcome).toMatchObject({ code: 2 });
  expect(outcome.stderr).toContain('a folder with other things in it');
  expect(readFileSync(join(home, 'thesis.txt'), 'utf8')).toBe('years of work');
});

/** Time goes on between builds, so that what follows from the clock is built again too. */
function at(round: number): string {
  return `2026-11-2${1 + round}T12:00:00Z`;
}

function postmortem(round: number): string {
  const chart = `<Chart kind="bar" question="How many?" unit="x">\n\n| Day | Failed |\n| --- | --- |\n| Mon | ${round} |\n| Tue | ${round + 5} |\n\n</Chart>`;
  return `---\ntitle: Learned\nstatus: published\npublished: 2026-11-12\nsummary: A.\ntags: [round-${round % 2}]\n---\n\n<Metrics />\n\n<Scale />\n\n<Timeline />\n\n${chart}\n`;
}

function weekly(day = '01', field = 'repeat: every week'): string {
  const date = field.startsWith('repeat') ? `2026-11-${day}` : `2026-12-${day}`;
  return `---\ntitle: Work\nstart: ${date}T09:00:00Z\nend: ${date}T10:00:00Z\n${field}\ncomponents: [api]\n---\n\nWork.\n`;
}

async function build(content: string, out: string, NOW = at(0)): Promise<void> {
  const outcome = await command('build', [], { CONTENT: content, OUT: out, NOW });
  expect(outcome.code, outcome.stderr).toBe(0);
}

function change(content: string, files: Map<string, string>, random: () => number, index: number): void {
  const kind = Math.floor(random() * 6);
  // What a post-mortem is about stays.
  const incidents = [...files.keys()].filter(
    (path) => path.startsWith('incidents/') && (path !== LEARNED || kind === 2),
  );
  const path = incidents[Math.floor(random() * incidents.length)] ?? '';
  if (kind === 0) set(content, files, ...newIncident(random, 100 + index));
  else if (kind === 1 && incidents.length > 4) remove(content, files, path);
  else if (kind === 2)
    set(content, files, path, `${files.get(path)}\n## 2026-11-20 ${clock(index)} UTC · update\n\nNote ${index}.\n`);
  else if (kind === 3) rename(content, files, path, path.replace(/-[a-z]+\d*\.md$/, `-renamed${index}.md`));
  else if (kind === 4)
    set(
      content,
      files,
      'components/web.md',
      (SMALL_SITE['components/web.md'] ?? '').replace('The pages.', `Pages ${index}.`),
    );
  else
    set(
      content,
      files,
      'severities/sev2.md',
      (SMALL_SITE['severities/sev2.md'] ?? '').replace(
        'name: SEV2',
        `name: Level ${index}\nresponse: ${1 + (index % 9)} min`,
      ),
    );
}

/** Ten minutes later with each edit, so that updates stay in order. */
function clock(index: number): string {
  return new Date(index * 600_000).toISOString().slice(11, 16);
}

function set(content: string, files: Map<string, string>, path: string, text: string): void {
  files.set(path, text);
  write(content, path, text);
}

function remove(content: string, files: Map<string, string>, path: string): void {
  files.delete(path);
  rmSync(join(content, path));
}

function rename(content: string, files: Map<string, string>, from: string, to: string): void {
  const text = files.get(from) ?? '';
  remove(content, files, from);
  set(content, files, to, text);
}

function newIncident(random: () => number, index: number): [path: string, text: string] {
  const day = String(1 + Math.floor(random() * 9)).padStart(2, '0');
  const month = String(8 + Math.floor(random() * 3)).padStart(2, '0');
  const date = `2026-${month}-${day}`;
  const component = random() < 0.5 ? 'api' : 'web';
  const updates = `## ${date} 10:00 UTC · investigating\n\nLooking.\n\n## ${date} 11:${10 + (index % 40)} UTC · resolved\n\nOver ${index}.\n`;
  return [
    `incidents/2026/${date}-case${index}.md`,
    incidentFile({ title: `Case ${index}`, fields: `components:\n  ${component}: major outage\n`, updates }),
  ];
}

function fingerprints(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const pairs = files.map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')];
  });
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
