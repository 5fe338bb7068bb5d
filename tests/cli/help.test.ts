import { expect, test } from 'vitest';
import { ACTIONS } from '../../src/cli/action-commands.ts';
import { INCIDENT } from '../../src/cli/incident-commands.ts';
import { MAINTENANCE } from '../../src/cli/maintenance-commands.ts';
import { command } from '../support/command.ts';

const CODES = 'Exit codes: 0 done, 1 refused and nothing written, 2 bad use or not possible here, 130 stopped by you.';

for (const { name, subcommands } of [INCIDENT, MAINTENANCE, ACTIONS]) {
  test(`npm run ${name} -- --help: an example and a line of each subcommand`, async () => {
    const { code, stdout } = await command(name, ['--help'], {});
    expect(code).toBe(0);
    for (const one of subcommands) {
      expect(stdout).toContain(`npm run ${name} -- ${one.name}`);
      expect(stdout).toMatch(new RegExp(`^${one.name} +${one.does}$`, 'm'));
    }
    expect(stdout.trimEnd().endsWith(CODES)).toBe(true);
  });

  test.each(subcommands)(`npm run ${name} -- $name --help: examples first, every option on a line`, async (one) => {
    const { code, stdout } = await command(name, [one.name, '--help'], {});
    expect(code).toBe(0);
    expect(stdout.startsWith(`npm run ${name} -- ${one.examples[0]}\n`)).toBe(true);
    for (const option of one.options) expect(stdout).toMatch(new RegExp(`^--${option.name} .+`, 'm'));
    expect(stdout.trimEnd().endsWith(CODES)).toBe(true);
  });
}
