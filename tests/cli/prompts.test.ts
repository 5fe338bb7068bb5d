import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../support/command.ts';
import { makeRepository, temporary } from '../support/repository.ts';
import { BEGAN, FOUND, OVER, SERIES, SERIES_ID, SITE, STORY, STORY_COMMITS, STORY_ID, STORY_PATH } from './story.ts';
import { HAS_TMUX, openTerminal, type Terminal } from './terminal.ts';

const EDITOR = `#!/bin/sh
cp "$1" "$SAW"
[ -e "$SAW.first" ] || { touch "$SAW.first"; [ -z "$EMPTY_FIRST" ] || exit 0; }
printf '%s\\n' "$WORDS" | cat - "$1" > "$1.new"
mv "$1.new" "$1"
`;

// `.ci/run` installs it.
describe.skipIf(!HAS_TMUX)('in a terminal (skipped where there is no tmux)', () => {
  test('an incident is opened, updated and resolved by answering', async () => {
    const { folder, terminal, saw } = begin();
    const opening = terminal(['new'], { NOW: BEGAN, WORDS: 'Some payments take a minute.' });
    await opening.see('What is wrong');
    opening.type('Payments are slow');
    opening.press('Enter');
    await opening.see('❯ sev1  Nothing works.');
    opening.press('Down', 'Enter');
    await opening.see('What is hit?');
    opening.press('Space', 'Down', 'Space', 'Enter');
    await opening.see('How hard is api hit?');
    opening.press('Enter');
    await opening.see('How hard is web hit?');
    opening.press('Down', 'Enter');
    await opening.see('When will you write next? (30 min, 15:30 UTC, none) (1 h)');
    opening.type('30 min');
    opening.press('Enter');
    const preview = await opening.see('Publish?');
    expect(preview.slice(preview.indexOf('What people will read'))).toBe(`What people will read
  │ Payments are slow
  │ sev2 · api: degraded, web: partial outage
  │
  │ 2026-11-24 12:00 UTC · investigating · next update by 2026-11-24 12:30 UTC
  │
  │ Some payments take a minute.
  https://status.small.example/incidents/${STORY_ID}/

Who will hear
  team  Investigating: Payments are slow

? Publish? (Y/n)`);
    expect(readFileSync(saw, 'utf8')).toContain('# A new incident: Payments are slow (sev2)\n');
    opening.press('Enter');
    expect(await opening.ended()).toMatchObject({ code: 0, seen: expect.stringContaining('has no remote') });

    const update = terminal(['update'], { NOW: FOUND, WORDS: 'A disk failed.' });
    await update.see(`About ${STORY_ID}, the only one that can be meant.`);
    await update.see('❯ stays investigating');
    update.press('Down', 'Enter');
    expect(await update.see('What changes?')).toContain('api  API (degraded now)');
    update.press('Space', 'Enter');
    await update.see('How hard is api hit?');
    update.press('Down', 'Down', 'Enter');
    await update.see('(1 h)');
    update.press('Enter');
    await update.see('Publish?');
    expect(readFileSync(saw, 'utf8')).toContain(
      `# Payments are slow (sev2, investigating)\n# ${STORY_ID}\n#\n# Last update, 2026-11-24 12:00 UTC · investigating:\n# Some payments take a minute.\n`,
    );
    update.press('Enter');
    expect((await update.ended()).code).toBe(0);

    const end = terminal(['resolve'], { NOW: OVER, WORDS: 'Payments are back to normal.' });
    expect(await end.see('Publish?')).toContain('│ 2026-11-24 13:00 UTC · resolved');
    end.press('Enter');
    expect((await end.ended()).code).toBe(0);

    expect(readFileSync(join(folder, STORY_PATH), 'utf8')).toBe(STORY);
    expect(subjects(folder)).toEqual([...STORY_COMMITS].reverse());
  });

  test('an answer that is wrong is asked for again, with what to write instead', async () => {
    const { folder, terminal } = begin();
    const opening = terminal(['new', '--severity', 'sev2', '--component', 'api=degraded'], {
      NOW: BEGAN,
      WORDS: 'Slow.',
      EMPTY_FIRST: '1',
    });
    await opening.see('What is wrong');
    opening.press('Enter');
    await opening.see('> There is no title. Say what is wrong as somebody affected would');
    opening.type('Slow');
    opening.press('Enter');
    await opening.see(/> There is no text\. Say in a sentence.*\n.*\? Open the editor again\?/);
    opening.press('Enter');
    await opening.see('When will you write next?');
    opening.type('11:30');
    opening.press('Enter');
    await opening.see('> "11:30": the time has no zone. Write "11:30 UTC".');
    opening.type(' UTC');
    opening.press('Enter');
    expect(await opening.see('Publish?')).toContain('next update by 2026-11-25 11:30 UTC');
    opening.press('Enter');
    expect((await opening.ended()).code).toBe(0);
    expect(subjects(folder)).toEqual(['incident 2026-11-24-slow: open']);
  });

  test('a maintenance that comes again is planned by answering', async () => {
    const { folder, terminal } = begin('maintenance');
    const plan = terminal(['plan'], { NOW: BEGAN, WORDS: 'Answers may pause.' });
    for (const [question, answer] of [
      ['What will be done', 'Upkeep'],
      ['When does work begin?', '2026-12-06 03:00 +01:00'],
      ['How long does it take?', '1 h'],
      ['Does it come again? (every 2 weeks, FREQ=MONTHLY;BYDAY=1SU) (no)', 'every 16 weeks'],
      ['Where does it keep its hour? (UTC)', 'Europe/Berlin'],
      ['The last day on which it may begin? (2027-06-30) (none)', '2028-01-31'],
    ] as const) {
      await plan.see(question);
      plan.type(answer);
      plan.press('Enter');
    }
    await plan.see('What is worked on?');
    plan.press('Space', 'Enter');
    const preview = await plan.see('Publish?');
    expect(preview).toContain(
      'When it comes\n  Europe/Berlin         UTC\n  Sun 2026-12-06 03:00  2026-12-06 02:00 UTC\n',
    );
    plan.press('Enter');
    expect((await plan.ended()).code).toBe(0);
    expect(readFileSync(join(folder, `content/maintenance/2026/${SERIES_ID}.md`), 'utf8')).toBe(SERIES);
    const again = terminal(['plan', '--title', 'A', '--start', '2 h', '--for', '1 h'], { NOW: BEGAN });
    await again.see('Does it come again?');
    again.type('weekly');
    again.press('Enter');
    await again.see('> "repeat" is "weekly", which is neither words');
    again.press('C-c');
    expect((await again.ended()).code).toBe(130);
  });

  test('Ctrl+C ends it: nothing is written, and no word is lost', async () => {
    const { folder, terminal } = begin();
    const first = terminal(['new'], { NOW: BEGAN });
    await first.see('What is wrong');
    first.press('C-c');
    expect(await first.ended()).toMatchObject({ code: 130, seen: expect.stringContaining('Nothing was written.') });
    const args = ['new', '--title', 'Slow', '--severity', 'sev2', '--component', 'api=degraded'];
    const second = terminal(args, { NOW: BEGAN, WORDS: 'Slow.' });
    await second.see('When will you write next?');
    second.press('Enter');
    await second.see('Publish?');
    second.type('n');
    second.press('Enter');
    const { code, seen } = await second.ended();
    expect([code, seen]).toEqual([130, expect.stringContaining('Nothing was written.')]);
    expect(subjects(folder)).toEqual([]);
    const file = /--file (\S+)/.exec(seen)?.[1] ?? '';
    const third = terminal([...args, '--file', file], { NOW: BEGAN });
    expect(await third.see('Publish?')).toContain('│ Slow.\n  https');
    third.press('Enter');
    expect((await third.ended()).code).toBe(0);
    expect(existsSync(join(folder, 'content/incidents/2026/2026-11-24-slow.md'))).toBe(true);
  });

  test('an editor that is left empty leaves nothing behind, and nothing is said to be kept', async () => {
    const { folder, terminal, tools, saw } = begin();
    const opening = terminal(['new', '--title', 'Slow', '--severity', 'sev2'], { NOW: BEGAN, EMPTY_FIRST: '1' });
    await opening.see('What is hit?');
    opening.press('Enter');
    await opening.see('Open the editor again?');
    opening.type('n');
    opening.press('Enter');
    const { code, seen } = await opening.ended();
    expect([code, seen]).toEqual([130, expect.not.stringContaining('kept')]);
    expect(readFileSync(saw, 'utf8').split('\n')[0]).toContain('In vi: i to write; then Esc, :wq and Enter to leave');
    expect(readdirSync(tools).filter((name) => name.startsWith('allclear-words'))).toEqual([]);
    expect(subjects(folder)).toEqual([]);
  });

  test('without an editor, words are a line; of several incidents one is chosen', async () => {
    const { folder, terminal } = begin();
    for (const title of ['One', 'Two']) {
      const args = ['new', '--title', title, '--severity', 'sev2', '--text', 'A.', '--yes'];
      expect((await terminal(args, { NOW: BEGAN, EDITOR: '' }).ended()).code).toBe(0);
    }
    const resolve = terminal(['resolve'], { NOW: FOUND, EDITOR: '' });
    expect(await resolve.see('Which incident?')).toContain('2026-11-24-two  investigating, 20 min ago  Two');
    resolve.press('Down', 'Enter');
    await resolve.see('set EDITOR to write more than a line');
    resolve.type('Over.');
    resolve.press('Enter');
    await resolve.see('Publish?');
    resolve.press('Enter');
    expect((await resolve.ended()).code).toBe(0);
    expect(subjects(folder)[0]).toBe('incident 2026-11-24-two: resolve');
  });
});

function begin(command: 'incident' | 'maintenance' = 'incident') {
  const folder = makeRepository(SITE);
  const tools = temporary('editor');
  const [editor, saw] = [join(tools, 'editor'), join(tools, 'saw')];
  writeFileSync(editor, EDITOR);
  chmodSync(editor, 0o755);
  const terminal = (args: readonly string[], variables: Record<string, string>): Terminal =>
    openTerminal(command, args, {
      CONTENT: join(folder, 'content'),
      EDITOR: editor,
      SAW: saw,
      TMPDIR: tools,
      ...variables,
    });
  return { folder, terminal, saw, tools };
}

function subjects(folder: string): string[] {
  return git(folder, 'log', '--format=%s').trim().split('\n').slice(0, -1);
}
