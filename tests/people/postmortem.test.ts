import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { HAS_TMUX, openTerminal } from '../cli/terminal.ts';
import { SHAPES } from '../fixtures/postmortems.ts';
import { command, git, type Outcome } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { incidentFile, SMALL_SITE, write } from '../support/small-site.ts';

const NOW = '2026-11-21T12:00:00Z';
const ID = '2026-11-10-slow-answers';
const FILE = `postmortems/${ID}.mdx`;
const SITE = `${SMALL_SITE['site.yaml']}holidays:\n  - { day: 2026-11-12, name: Local holiday }\nchannels:\n  readers: { kind: webhook, secret: READERS, audience: public, hears: [postmortems] }\n`;
const FILES = {
  ...SMALL_SITE,
  'site.yaml': SITE,
  'severities/sev2.md': '---\nname: SEV2\nlevel: 2\nsummary: A main function fails.\npostmortem: 5\n---\n\nText.\n',
  [`incidents/2026/${ID}.md`]: incidentFile(),
  'incidents/2026/2026-11-11-keys-shown.md': incidentFile({
    title: 'Keys shown',
    fields: 'kind: security\ncomponents:\n  api: degraded\n',
    updates: '## 2026-11-11 10:00 UTC · investigating\n\nWe look.\n\n## 2026-11-11 11:00 UTC · resolved\n\nOver.\n',
  }),
  'templates/tiny.md': '---\nname: Tiny\nuse: For very little.\n---\n\n## Summary\n\n{{ summary }}\n',
};

describe('from the first line to the published page, each step is a commit of that one file', () => {
  let folder: string;
  const run = (...args: string[]): Promise<Outcome> =>
    command('postmortem', args, { CONTENT: join(folder, 'content'), NOW });
  const text = (path: string): string => readFileSync(join(folder, 'content', path), 'utf8');
  const commits = (): string[] => git(folder, 'log', '--format=%s', '--reverse').trim().split('\n').slice(1);

  beforeAll(() => {
    folder = makeRepository(FILES);
  });

  test('what is due stands first, with its day by severity, business days and holidays', async () => {
    const { stdout } = await run('list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { incident: ID, status: 'none', due: '2026-11-18', overdue: true },
      { incident: '2026-11-11-keys-shown', status: 'none', due: '2026-11-19', overdue: true },
    ]);
  });

  test('there are three templates without any file, and those that the site has', async () => {
    const { stdout } = await run('templates', '--json');
    expect((JSON.parse(stdout) as { id: string; own: boolean }[]).map(({ id, own }) => [id, own])).toEqual([
      ['tiny', true],
      ['full', false],
      ['short', false],
      ['security', false],
    ]);
  });

  test('a dry run shows it and writes nothing', async () => {
    const { code, stdout } = await run('new', 'slow', '--dry-run');
    expect([code, commits()]).toEqual([0, []]);
    expect(stdout).toContain('+ ## Root cause and contributing factors');
  });

  test('a template that is not there is refused with those that are', async () => {
    const { code, stderr } = await run('new', 'keys', '--template', 'secrity');
    expect([code, stderr]).toEqual([1, expect.stringContaining('Did you mean "security"?')]);
  });

  test('it begins with the usual template for its kind, or with the one that is named', async () => {
    expect((await run('new', 'slow', '--yes')).stdout).toContain('It was due on 2026-11-18.');
    await run('new', 'keys', '--yes');
    expect(text(FILE)).toContain('\ntemplate: full\n');
    expect(text('postmortems/2026-11-11-keys-shown.mdx')).toMatch(
      /tags:\n {2}- security\n[\s\S]*template: security\n[\s\S]*### Exposure window/,
    );
    const again = await run('new', 'slow', '--template', 'tiny');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining(`${FILE} is there already.`)]);
  });

  test('what lint finds is shown and refuses nothing; only the fields change', async () => {
    const before = text(FILE);
    const { code, stdout } = await run('review', 'slow', '--yes');
    expect([code, stdout]).toEqual([0, expect.stringContaining('[template-text]')]);
    expect(text(FILE)).toBe(before.replace('status: draft', 'status: review'));
  });

  test('publishing tells whoever hears of post-mortems, and dates it to today', async () => {
    const before = text(FILE);
    const { stdout } = await run('publish', '--yes', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ id: ID, written: true, notices: [{ channel: 'readers' }] });
    expect(text(FILE).replace('published: 2026-11-21\n', '')).toBe(
      before.replace('status: review', 'status: published'),
    );
  });

  test('a day to come, and publishing twice, are refused', async () => {
    expect((await run('publish', 'keys', '--on', '2026-12-01')).stderr).toContain('lies ahead');
    expect((await run('publish', ID)).stderr).toContain('is published already since 2026-11-21');
  });

  test('taking it back needs a word, and whoever heard of it is told', async () => {
    expect((await run('withdraw', 'slow')).code).toBe(2);
    const { stdout } = await run('withdraw', 'slow', '--why', 'The numbers are wrong.', '--yes', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ notices: [{ channel: 'readers', subject: 'Withdrawn: Slow answers' }] });
    expect(text(FILE)).toMatch(
      /^---\ntitle: Slow answers\nstatus: draft\n[\s\S]*withdrawn: The numbers are wrong\.\n[\s\S]*---/,
    );
    expect(text(FILE)).not.toContain('published:');
  });

  test('the history says what was done, in fixed words', () => {
    expect(commits()).toEqual([
      `postmortem ${ID}: draft`,
      'postmortem 2026-11-11-keys-shown: draft',
      `postmortem ${ID}: review`,
      `postmortem ${ID}: publish`,
      `postmortem ${ID}: withdraw`,
    ]);
  });
});

// `.ci/run` installs it.
test.skipIf(!HAS_TMUX)(
  'somebody at a terminal is asked for the incident and the template, and may still say no',
  async () => {
    const folder = makeRepository(FILES);
    const terminal = openTerminal('postmortem', ['new'], { CONTENT: join(folder, 'content'), NOW });
    await terminal.see('Which incident?');
    terminal.press('Down', 'Enter');
    const offered = await terminal.see('What does it begin with?');
    expect(offered).toMatch(/❯ security {2}Where somebody could see/);
    terminal.press('Enter');
    await terminal.see('Write it?');
    terminal.type('n');
    terminal.press('Enter');
    expect(await terminal.ended()).toMatchObject({ code: 130, seen: expect.stringContaining('Nothing was written.') });
    expect(git(folder, 'log', '--format=%s').trim()).toBe('Begin');
  },
);

test('lint tells everything it read of the ten shapes that teams publish, and what it could not', async () => {
  const day = '2026-03-04';
  const names = SHAPES.map((_, index) => `${day}-shape-${index}`);
  const updates = `## ${day} 06:00 UTC · investigating\n\nWe look.\n\n## 2026-03-05 02:00 UTC · resolved\n\nOver.\n`;
  const fields = `started: ${day}T05:00:00Z\ncomponents:\n  api: degraded\n`;
  const files = Object.fromEntries(
    SHAPES.flatMap(({ body }, index) => [
      [`incidents/2026/${names[index]}.md`, incidentFile({ updates, fields })],
      [`postmortems/${names[index]}.md`, `---\ntitle: A\nstatus: draft\nsummary: B.\n---\n\n${body}`],
    ]),
  );
  const folder = makeRepository(SMALL_SITE);
  for (const [path, text] of Object.entries(files)) write(folder, `content/${path}`, text);
  const { code, stdout } = await command('postmortem', ['lint', '--json'], { CONTENT: join(folder, 'content'), NOW });
  const { problems, postmortems } = JSON.parse(stdout) as Report;
  expect([code, postmortems.map(({ id }) => id)]).toEqual([1, names]);
  for (const [index, shape] of SHAPES.entries()) {
    const read = postmortems[index];
    const found = problems.filter(({ file }) => file.endsWith(`/${names[index]}.md`));
    const lines = (files[`postmortems/${names[index]}.md`] ?? '').split('\n');
    expect(
      read?.sections.flatMap(({ as }) => as ?? []),
      shape.about,
    ).toEqual(shape.sections);
    expect(
      read?.timeline.map(({ at, text }) => [at ?? undefined, text]),
      shape.about,
    ).toEqual(shape.rows);
    expect(
      read?.unread.map(({ text }) => text),
      shape.about,
    ).toEqual(shape.unread);
    expect(
      read?.actions.map(({ text }) => text),
      shape.about,
    ).toEqual(shape.actions);
    // What could not be read is a problem of its own, at its line.
    expect(found.filter(({ code: one }) => one === 'timeline-unread').length, shape.about).toBe(shape.unread.length);
    const unplaced = shape.rows.filter(([at]) => at === undefined).length;
    expect(found.filter(({ code: one }) => one === 'timeline-unplaced').length, shape.about).toBe(unplaced);
    for (const { text, line } of read?.unread ?? []) expect(lines[line - 1], shape.about).toContain(text.split(' ')[0]);
    // Every heading is told, whether it is known or the team's own.
    const headings = lines.filter((line, at) => /^#{1,6} /.test(line) || /^[=-]{5,}$/.test(lines[at + 1] ?? ''));
    expect(read?.sections.filter(({ heading }) => heading !== '').length, shape.about).toBe(headings.length);
  }
});

interface Report {
  problems: { code: string; file: string; line: number }[];
  postmortems: {
    id: string;
    sections: { heading: string; as: string | null }[];
    timeline: { at: string | null; text: string }[];
    unread: { text: string; line: number }[];
    actions: { text: string }[];
  }[];
}
