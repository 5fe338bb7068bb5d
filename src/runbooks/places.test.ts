import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesIn, shellCommand, shownCommand, type Values } from './places.ts';

const HOSTILE = [
  '$(touch /tmp/owned)',
  '`id`',
  "'; rm -rf ~; '",
  '"; id; "',
  'a b  c',
  '*',
  '\\',
  '~',
  '-n',
  '!!',
  '$HOME',
  '#no',
  '{{ other }}',
  "it's",
  'é ☃ 𝄞',
];
/** Commands that print their value as one word, each place read differently by the shell. */
const COMMANDS = [
  "printf '<%s>' {{ x }}",
  `printf '<%s>' "{{ x }}"`,
  `printf '<%s>' '{{ x }}'`,
  `printf '<%s>' "$(printf '%s' {{ x }})"`,
  `printf '<%s>' "$(printf '%s' "{{ x }}")"`,
  `(printf '<%s>' {{ x }})`,
  `: 'it is' "a \\" b" \\" # a comment's quote\nprintf '<%s>' {{ x }}`,
  `for one in {{ x }}; do printf '<%s>' "$one"; done`,
  `printf '<%s>' "$(echo ')' >/dev/null; printf '%s' '{{ x }}')"`,
];

describe('a value is one word, whatever it holds and wherever it stands', () => {
  test.each(COMMANDS)('%s', (command) => {
    for (const value of HOSTILE) {
      const { code, env } = shellCommand(command, valuesOf({ x: value }));
      expect(output(code, env), value).toBe(`<${value}>`);
      expect(output(shownCommand(command, valuesOf({ x: value }))), value).toBe(`<${value}>`);
    }
  });

  test('any line of text', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((one) => !/\p{Cc}/u.test(one));
    fc.assert(
      fc.property(text, fc.constantFrom(...COMMANDS), (value, command) => {
        const { code, env } = shellCommand(command, valuesOf({ x: value }));
        expect(output(code, env)).toBe(`<${value}>`);
        expect(output(shownCommand(command, valuesOf({ x: value })))).toBe(`<${value}>`);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  'echo `echo {{ x }}`',
  `echo $${'{HOME:-{{ x }}}'}`,
  'echo $(( 1 + {{ x }} ))',
  'echo a # {{ x }}',
  "cat <<'E'\n{{ x }}\nE",
  "echo $'a {{ x }}'",
  'echo \\{{ x }}',
])('%s: nothing is put in where it cannot be told what the shell makes of it', (command) => {
  expect(placesIn(command).every(({ where }) => where === 'closed')).toBe(true);
  const values = valuesOf({ x: '1' });
  expect([shownCommand(command, values), shellCommand(command, values)]).toEqual([command, { code: command, env: {} }]);
});

test('a secret is shown as its place, and reaches the shell by its environment alone', () => {
  const values: Values = new Map([['key', { value: 'hunter22', secret: true }]]);
  expect(shownCommand('login {{ key }}', values)).toBe('login {{ key }}');
  expect(shellCommand('login {{ key }}', values)).toEqual({
    code: `login "$${'{allclear_key}'}"`,
    env: { allclear_key: 'hunter22' },
  });
});

test('places of other tools stay as they are', () => {
  const command = "docker ps --format '{{ .Names }} {{range .Ports}}' {{ unknown }}";
  expect(shownCommand(command, valuesOf({ x: '1' }))).toBe(command);
});

function valuesOf(values: Record<string, string>): Values {
  return new Map(Object.entries(values).map(([name, value]) => [name, { value, secret: false }]));
}

function output(code: string, env: Record<string, string> = {}): string {
  return spawnSync('sh', ['-c', code], { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' }).stdout;
}
