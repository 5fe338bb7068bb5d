import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { folderWith, incidentFile, SMALL_SITE, write } from '../support/small-site.ts';

const NOW = '2026-11-21T12:00:00Z';
const GOOD = 'incidents/2026/2026-11-10-good.md';
const BAD = 'incidents/2026/2026-11-11-bad.md';

const OPEN = '## 2026-11-10 10:00 UTC · investigating\n\nLooking.\n';

/** A file of every kind, each wrong in a way that would stop a naive build. */
const BROKEN: Readonly<Record<string, string>> = {
  [BAD]: '---\ntitle: [\n---\n',
  'incidents/2026/2026-11-12-empty.md': '',
  'incidents/2026/2026-11-13-script.md': '---js\nprocess.exit(7)\n---\n',
  'incidents/2026/2026-11-14-mdx.mdx': 'import fs from "node:fs"\n\n{fs.readFileSync("/etc/hostname")}\n',
  'incidents/2026/2026-11-15-conflict.md': incidentFile({
    updates: '<<<<<<< HEAD\n## 2026-11-15 10:00 UTC · resolved\n=======\n>>>>>>> b\n',
  }),
  'incidents/2026/2026-11-16-ghost.md': incidentFile({ fields: 'components:\n  ghost: degraded\n' }),
  'postmortems/2026-11-10-good.mdx':
    '---\ntitle: Good\nstatus: published\nsummary: Text.\n---\n\n{process.exit(7)}\n\n<Nothing />\n',
  'postmortems/2020-01-01-orphan.mdx': '---\ntitle: Orphan\nstatus: published\nsummary: Text.\n---\n\nText.\n',
  'maintenance/2026/2026-12-01-backwards.md':
    '---\ntitle: Backwards\nstart: 2026-12-01T12:00:00Z\nend: 2026-12-01T10:00:00Z\ncomponents: [api]\n---\n',
  'components/api.md': '---\nname: API\ngroup: core\nsince: yesterday\ndepends: [web]\n---\n\nThe interface.\n',
  'rules/nothing.md': 'no fields\n',
  'site.yaml': `${SMALL_SITE['site.yaml']}timezone: Mars/Olympus\n`,
};

test('a production build with a broken file of every kind publishes all the rest, says so, and exits with 3', async () => {
  const content = folderWith({ ...SMALL_SITE, [GOOD]: incidentFile(), ...BROKEN });
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  const outcome = await command('build', [], { CONTENT: content, OUT: out, NOW });
  expect(outcome.code, outcome.stderr).toBe(3);
  const home = readFileSync(join(out, 'index.html'), 'utf8');
  expect(home).toContain('could not be read');
  expect(home).not.toContain('All systems operational');
  expect(home).toContain('API');
  expect(readFileSync(join(out, 'incidents/2026-11-10-good/index.html'), 'utf8')).toContain('Slow answers');
  expect(existsSync(join(out, 'incidents/2026-11-11-bad'))).toBe(false);
  for (const path of Object.keys(BROKEN)) expect(outcome.stderr).toContain(path);
});

test('a pull request with a broken file fails, with an annotation at its line', async () => {
  const content = folderWith({ ...SMALL_SITE, [BAD]: incidentFile({ fields: 'kind: performace\n' }) });
  const outcome = await command('validate', [], { CONTENT: content, NOW, GITHUB_ACTIONS: 'true' });
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toMatch(/^::error file=.*2026-11-11-bad\.md,line=4,col=7,endColumn=17,title=wrong-value::/m);
  expect(outcome.stdout).toContain('Did you mean "performance"?');
});

test('a file that was readable in the last commit is shown as it was then', async () => {
  const content = folderWith({ ...SMALL_SITE, [GOOD]: incidentFile({ title: 'As committed' }) });
  git(content, 'init', '-q');
  git(content, 'add', '.');
  git(content, 'commit', '-qm', 'First');
  write(content, GOOD, incidentFile({ title: 'As committed', updates: '## 2026-11-10 25:00 UTC · investigatin\n' }));
  git(content, 'commit', '-qam', 'Broken');
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  const outcome = await command('build', [], { CONTENT: content, OUT: out, NOW });
  expect(outcome.code).toBe(3);
  expect(readFileSync(join(out, 'incidents/2026-11-10-good/index.html'), 'utf8')).toContain('As committed');
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('shown as before');
});

test('an incident with a wrong name in its newest word is shown as it was before', async () => {
  const content = folderWith({ ...SMALL_SITE, [GOOD]: incidentFile({ updates: OPEN }) });
  commit(content);
  write(
    content,
    GOOD,
    incidentFile({ updates: `${OPEN}\n## 2026-11-10 10:30 UTC · identified · apl: major outage\n\nFound.\n` }),
  );
  commit(content);
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  expect(await command('build', [], { CONTENT: content, OUT: out, NOW })).toMatchObject({ code: 3 });
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('API degraded');
});

test('what was hidden does not come back because of a mistake beside it', async () => {
  const content = folderWith({ ...SMALL_SITE, [GOOD]: incidentFile({ title: 'Names of customers' }) });
  commit(content);
  write(content, GOOD, incidentFile({ title: 'Names of customers', fields: 'visibility: internal\nkind: wrong\n' }));
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  expect(await command('build', [], { CONTENT: content, OUT: out, NOW })).toMatchObject({ code: 3 });
  expect(existsSync(join(out, 'incidents/2026-11-10-good'))).toBe(false);
  expect(readFileSync(join(out, 'history/2026/11/index.html'), 'utf8')).not.toContain('Names of customers');
});

test('a post-mortem can neither run code nor bring a script along, whatever it begins with or carries', async () => {
  const fields = '---\ntitle: Learned\nstatus: published\nsummary: Text.\n---\n';
  const ran = join(mkdtempSync(join(tmpdir(), 'allclear-')), 'ran');
  const evil = join(
    folderWith({
      'evil.astro': `---\nimport { writeFileSync } from 'node:fs';\nwriteFileSync('${ran}', '');\n---\n<slot />`,
    }),
    'evil.astro',
  );
  const good = 'postmortems/2026-11-10-good.mdx';
  const content = folderWith({
    ...SMALL_SITE,
    [GOOD]: incidentFile(),
    [good]: `${fields}\n---\nlayout: ${evil}\n---\n\nInline <Timeline />.\n`,
  });
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  expect(await command('build', [], { CONTENT: content, OUT: out, NOW })).toMatchObject({ code: 0 });
  expect(existsSync(ran)).toBe(false);
  expect(readFileSync(join(out, 'postmortems/2026-11-10-good/index.html'), 'utf8')).toContain('Looking.');
  for (const element of [
    '<Callout set:html="<script>1</script>" />',
    '<Timeline client:load />',
    '<Callout>'.repeat(90),
  ]) {
    write(content, good, `${fields}\n${element}\n`);
    expect(await command('validate', [], { CONTENT: content, NOW }), element).toMatchObject({ code: 1 });
  }
});

test('colours that cannot be read leave the site its usual ones', async () => {
  const content = folderWith({
    ...SMALL_SITE,
    'theme.css': ':root { --text: \n@import "./missing.css";\nbody { background: url(',
  });
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  const outcome = await command('build', [], { CONTENT: content, OUT: out, NOW });
  expect(outcome.code, outcome.stderr).toBe(3);
  expect(outcome.stderr).toContain('theme.css cannot be used');
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('All systems operational');
  write(content, 'theme.css', ':root { --link: purple; }');
  expect(await command('build', [], { CONTENT: content, OUT: out, NOW })).toMatchObject({ code: 0 });
});

test('an edit of a published update that does not say so is found between two commits', async () => {
  const content = folderWith({ ...SMALL_SITE, [GOOD]: incidentFile() });
  git(content, 'init', '-q');
  git(content, 'add', '.');
  git(content, 'commit', '-qm', 'First');
  write(content, GOOD, incidentFile().replace('Looking.', 'We never looked.'));
  const silent = await command('validate', ['--since', 'HEAD'], { CONTENT: content, NOW });
  expect(silent.code).toBe(1);
  expect(silent.stdout).toContain('[unmarked-edit]');
  const marked = incidentFile().replace(
    'investigating\n\nLooking.',
    'investigating · edited 2026-11-10 12:00 UTC\n\nWe never looked.',
  );
  write(content, GOOD, marked);
  expect(await command('validate', ['--since', 'HEAD'], { CONTENT: content, NOW })).toMatchObject({ code: 0 });
});

test('what a command cannot do is said in one line, with exit code 2, and where its use is told in another', async () => {
  const content = folderWith(SMALL_SITE);
  git(content, 'init', '-q');
  const cases: [args: string[], variables: Record<string, string>, said: string][] = [
    [['--since', 'nowhere'], { CONTENT: content }, 'There is no commit "nowhere" here.'],
    [[], { CONTENT: join(content, 'missing') }, 'set CONTENT to the folder that holds site.yaml'],
    [[], { CONTENT: content, NOW: 'today' }, 'NOW is "today"; write a moment such as'],
    [['--wrong'], { CONTENT: content }, "Unknown option '--wrong'"],
  ];
  for (const [args, variables, said] of cases) {
    const outcome = await command('validate', args, variables);
    const [line, help] = outcome.stderr.split('\n');
    expect(line).toContain(said);
    expect(help).toBe(args[0] === '--since' ? '' : 'npm run validate -- --help tells how it is used.');
    expect(outcome.stderr.split('\n').length, outcome.stderr).toBeLessThanOrEqual(3);
    expect(outcome.code).toBe(2);
  }
  expect((await command('validate', ['--help'], {})).stdout).toContain('--since <ref>');
});

function commit(folder: string): void {
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'Change');
}
