import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACTIONS } from '../../src/cli/action-commands.ts';
import { helpText } from '../../src/cli/help.ts';
import { INCIDENT } from '../../src/cli/incident-commands.ts';
import { MAINTENANCE } from '../../src/cli/maintenance-commands.ts';
import { POSTMORTEM } from '../../src/cli/postmortem-commands.ts';
import { command } from '../support/command.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CODES =
  'Exit codes: 0 done, 1 understood but refused, and nothing written, 2 bad use (something is missing, empty or\nunknown) or not possible here, 130 stopped by you.';
const COMMANDS = Object.keys(JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')).scripts);
const WITH_SUBCOMMANDS = [INCIDENT, MAINTENANCE, ACTIONS, POSTMORTEM];
/** What they hand on goes to vitest, which knows more options. */
const HANDING_ON = ['test'];
const WRITING = 'incident maintenance actions postmortem ingest notify console schemas seal format'.split(' ');
const FOR_PROGRAMS = 'incident maintenance actions validate build rules ingest notify console drill'.split(' ');

describe.concurrent('every command', () => {
  test.each(COMMANDS)('npm run %s -- --help says how it is used, and with which codes it ends', async (name) => {
    const { code, stdout, stderr } = await command(name, ['--help'], {});
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^npm (?:run )?${name}\\b`));
    expect(stdout).toMatch(/Exit codes: \d/);
    if (WRITING.includes(name)) expect(`${stdout}${subcommandsOf(name)}`).toContain('--dry-run ');
    if (FOR_PROGRAMS.includes(name)) expect(`${stdout}${subcommandsOf(name)}`).toContain('--json ');
  });

  const own = COMMANDS.filter((name) => !HANDING_ON.includes(name));
  test.each(own)('npm run %s refuses an option that it does not know, and says where to read more', async (name) => {
    const { code, stderr } = await command(name, ['--no-such-option'], {});
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^✗ .+\nnpm (?:run )?[\w-]+ -- --help tells/s)]);
  });
});

describe.each(WITH_SUBCOMMANDS)('npm run $name', ({ name, subcommands, ...rest }) => {
  const whole = { name, subcommands, ...rest };

  test('an example and a line of each subcommand', () => {
    const text = helpText(whole, undefined);
    for (const one of subcommands) {
      expect(text).toContain(`npm run ${name} -- ${one.name}`);
      expect(text).toMatch(new RegExp(`^${one.name} +${one.does}$`, 'm'));
    }
    expect(text.endsWith(CODES)).toBe(true);
  });

  test.each(subcommands)('$name --help: examples first, every option on a line', (one) => {
    const text = helpText(whole, one.name);
    expect(text.startsWith(`npm run ${name} -- ${one.examples[0]}\n`)).toBe(true);
    for (const option of one.options) expect(text).toMatch(new RegExp(`^--${option.name} .+`, 'm'));
    expect(text.endsWith(CODES)).toBe(true);
  });
});

test('npm run maintenance -- plan --help tells of that alone', async () => {
  const { code, stdout } = await command('maintenance', ['plan', '--help'], {});
  expect([code, stdout]).toEqual([0, `${helpText(MAINTENANCE, 'plan')}\n`]);
});

function subcommandsOf(name: string): string {
  const found = WITH_SUBCOMMANDS.find((one) => one.name === name);
  return found?.subcommands.map((one) => helpText(found, one.name)).join('\n') ?? '';
}
