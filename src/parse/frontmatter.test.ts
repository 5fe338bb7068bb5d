import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import matter from 'gray-matter';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readDocument, readYamlFile } from './frontmatter.ts';

const folder = mkdtempSync(join(tmpdir(), 'frontmatter-'));
const canary = join(folder, 'ran');
const RUNS = `globalThis.ran = true; process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(canary)}, '')`;
const CODE = `(() => { ${RUNS}; return { title: 'Ran' }; })()`;

beforeEach(() => {
  Reflect.deleteProperty(globalThis, 'ran');
  rmSync(canary, { force: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('nothing in content is ever run', () => {
  const tricks: [name: string, text: string, code: string][] = [
    ['---js', `---js\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['---javascript', `---javascript\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['---JS', `---JS\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['--- js', `--- js\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['a byte order mark before ---js', `\uFEFF---js\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['---js that is never closed', `---js\n${CODE}\n`, 'frontmatter-language'],
    ['a space before ---js', ` ---js\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['---js ended as on Windows', `---js\r\n${CODE}\r\n---\r\n`, 'frontmatter-language'],
    ['---coffee', `---coffee\n${CODE}\n---\nText\n`, 'frontmatter-language'],
    ['---json', '---json\n{"title": "Ran"}\n---\nText\n', 'frontmatter-language'],
    ['a line before ---js', `\n---js\n${CODE}\n---\nText\n`, 'missing-frontmatter'],
    ['---x inside the fields', `---\ntitle: A\n---js\n${CODE}\n---\nText\n`, 'frontmatter-fence'],
    [
      '---x behind a line separator and dashes',
      `---\ntitle: A\u2028---\n---js\n${CODE}\n---\nText\n`,
      'frontmatter-fence',
    ],
    ['---- instead of ---', `----\n${CODE}\n----\n`, 'frontmatter-language'],
    ['+++ instead of ---', `+++\ntitle = "Ran"\n+++\nText\n`, 'missing-frontmatter'],
    ['a code tag of YAML', `---\ntitle: !!js/function "function () { ${RUNS} }"\n---\nText\n`, 'yaml-syntax'],
  ];

  for (const [name, text, code] of tricks) {
    test(`${name} is refused`, () => {
      expect(readDocument({ path: 'a.md', text }, 'an incident').problems?.map((one) => one.code)).toEqual([code]);
      expect(ran()).toBe(false);
    });

    test(`${name} is refused with the same words when it is read again`, () => {
      const [first, second] = [1, 2].map(() => readDocument({ path: 'a.md', text }, 'an incident'));
      expect(second).toEqual(first);
      expect(ran()).toBe(false);
    });
  }

  test('---js at the beginning of the text is text', () => {
    const body = `---js\n${CODE}\n---\nText\n`;
    const document = readDocument({ path: 'a.md', text: `---\ntitle: A\n---\n${body}` }, 'an incident').value;
    expect(document).toMatchObject({ fields: { title: 'A' }, body, bodyLine: 4 });
    expect(ran()).toBe(false);
  });

  test('the canary is alive: the same text runs where the library is left to itself', () => {
    matter(`---js\n${CODE}\n---\nText\n`);
    expect(ran()).toBe(true);
  });

  test('keys that name the prototype are ordinary keys', () => {
    const text = '---\n__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n---\n';
    const { value } = readDocument({ path: 'a.md', text }, 'an incident');
    expect(Object.keys(value?.fields ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value?.fields)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('YAML that would stop a build is refused', () => {
  test('an alias bomb', () => {
    const levels = 'abcdefghi'.split('');
    const bomb = levels.map((name, index) => {
      const before = levels[index - 1];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => (before ? `*${before}` : 'lol')).join(', ')}]`;
    });
    expect(codesOf(`---\n${bomb.join('\n')}\n---\n`)).toEqual(['yaml-syntax']);
  });

  test('20,000 lists within each other', () => {
    expect(codesOf(`---\na: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n---\n`)).toEqual(['yaml-syntax']);
  });

  test('groups too deep within each other', () => {
    const nested = Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(codesOf(`---\n${nested}\n---\n`)).toEqual(['too-long']);
    expect(codesOf(`---\na: ${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}\n---\n`)).toEqual(['too-long']);
  });

  test('a NUL character', () => {
    expect(codesOf('---\ntitle: A\0B\n---\n')).toEqual(['not-text']);
    expect(codesOf('---\ntitle: A\n---\nText\0\n')).toEqual(['not-text']);
  });

  test('half of a character', () => {
    expect(codesOf('---\ntitle: A\uD800\n---\n')).toEqual(['not-text']);
  });

  test('half a million characters and more', () => {
    expect(codesOf(`---\ntitle: A\n---\n${'x'.repeat(500_000)}`)).toEqual(['too-long']);
  });

  test('a key given twice', () => {
    expect(codesOf('---\ntitle: A\ntitle: B\n---\n')).toEqual(['duplicate-key']);
  });

  test('a list, a word or a number where fields should be', () => {
    for (const text of ['- a\n- b', 'just words', '42', '[a, b]']) {
      expect(codesOf(`---\n${text}\n---\n`)).toEqual(['not-a-mapping']);
    }
  });

  test('two documents in one', () => {
    expect(codesOf('---\ntitle: A\n...\ntitle: B\n---\n')).toEqual(['yaml-syntax']);
  });
});

describe('values stay what they were written as', () => {
  test('times stay text, so that a missing zone can be told', () => {
    const text = '---\na: 2026-11-21T14:25:00Z\nb: 2026-11-21\nc: 2026-11-21 14:25\nd: 14:25\n---\n';
    expect(readDocument({ path: 'a.md', text }, 'an incident').value?.fields).toEqual({
      a: '2026-11-21T14:25:00Z',
      b: '2026-11-21',
      c: '2026-11-21 14:25',
      d: '14:25',
    });
  });

  test('yes, no, on and off are words', () => {
    const text = '---\na: yes\nb: no\nc: on\nd: off\ne: true\n---\n';
    const fields = { a: 'yes', b: 'no', c: 'on', d: 'off', e: true };
    expect(readDocument({ path: 'a.md', text }, 'an incident').value?.fields).toEqual(fields);
  });

  test('fields that are only comments are no fields', () => {
    expect(readDocument({ path: 'a.md', text: '---\n# later\n---\nText\n' }, 'a runbook').value?.fields).toEqual({});
    expect(readYamlFile({ path: 'site.yaml', text: '# later\n' }, 'a site').value?.fields).toEqual({});
  });

  test('a comment drawn as a line of number signs takes no time', () => {
    const began = performance.now();
    readDocument({ path: 'a.md', text: `---\n${'#'.repeat(27)}\ntitle: A\n---\n` }, 'an incident');
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('the text begins on the line after the fields, however they are written', () => {
    for (const [text, bodyLine] of [
      ['---\ntitle: A\n---\nText', 4],
      ['---\n\n\ntitle: A\n\n---\n\n\nText', 7],
      ['---\n---\nText', 3],
      ['---\ntitle: A\n---', 3],
    ] as const) {
      const { value } = readDocument({ path: 'a.md', text }, 'an incident');
      expect([text, value?.bodyLine]).toEqual([text, bodyLine]);
      expect(
        text
          .split('\n')
          .slice((value?.bodyLine ?? 1) - 1)
          .join('\n'),
      ).toMatch(/^-{0,3}\n*(?:Text)?$/);
    }
  });
});

test('any text is either read or refused, and never throws', () => {
  const token = fc.constantFrom(
    '---',
    '\n',
    'js',
    ': ',
    '- ',
    '&a',
    '*a',
    '[',
    '{',
    '"',
    '!!',
    '#',
    '\t',
    '|',
    '>',
    '? ',
    '%',
  );
  const text = fc
    .array(fc.oneof(token, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (inner) => {
      for (const whole of [inner, `---\n${inner}`, `---\n${inner}\n---\n`]) {
        const { value, problems } = readDocument({ path: 'a.md', text: whole }, 'an incident');
        expect(value === undefined).toBe((problems ?? []).length === 1);
      }
      readYamlFile({ path: 'site.yaml', text: inner }, 'a site');
    }),
    { numRuns: 3_000 },
  );
  expect(ran()).toBe(false);
});

function codesOf(text: string): string[] | undefined {
  return readDocument({ path: 'a.md', text }, 'an incident').problems?.map((one) => one.code);
}

function ran(): boolean {
  return 'ran' in globalThis || existsSync(canary);
}
