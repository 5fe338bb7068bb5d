import { describe, expect, test } from 'vitest';
import { alertOf, genericAlert, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (change = {}) => alertOf('generic', genericAlert(change));

describe('labels', () => {
  const labels = (given: Record<string, unknown>) => one({ labels: given, title: 'T' }).labels;

  test('have plain names and one clean line each', () => {
    expect(labels({ 'my label/ü': 'a\u0000\nb\u202E', 'a.b-c_d': 5, on: true })).toEqual({
      alertname: 'T',
      my_label__: 'a b',
      'a.b-c_d': '5',
      on: 'true',
    });
  });

  test('hold no lists, no objects, nothing empty, and no name that objects have', () => {
    const given = JSON.parse('{"__proto__":"x","constructor":"x","prototype":"x","a":[],"b":{},"c":null,"d":"  "}');
    expect(labels(given)).toEqual({ alertname: 'T' });
  });

  test('are at most 64, with the name and the severity among them', () => {
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`l${index}`, 'x']));
    const found = labels({ ...many, severity: 'high' });
    expect(Object.keys(found)).toHaveLength(64);
    expect(found).toMatchObject({ alertname: 'T', severity: 'high' });
  });

  test('a name of the tool itself is kept', () => {
    expect(labels({ alertname: 'Mine' })).toEqual({ alertname: 'Mine' });
  });

  test('are cut between characters', () => {
    expect(labels({ a: '👩‍🚀'.repeat(90) })['a']).toSatisfy(
      (text: string) => text.length <= 200 && text.isWellFormed(),
    );
    expect(Object.keys(labels({ ['n'.repeat(99)]: 'x' }))).toContain('n'.repeat(64));
  });
});

test('a title is one line of at most 200 characters', () => {
  expect(one({ title: 'a\r\nb\u2066c' }).title).toBe('a bc');
  expect(one({ title: 'x'.repeat(999) }).title).toBe(`${'x'.repeat(199)}…`);
  expect(one({ title: '\u0000\u200F', labels: {} })).toMatchObject({
    title: 'generic backup-nightly',
    labels: { alertname: 'generic backup-nightly' },
  });
});

test('a text keeps its lines and has at most 4,000 characters', () => {
  expect(one({ text: ' a\r\n\u0000b ' }).text).toBe('a\nb');
  expect(one({ text: '📦'.repeat(5_000) }).text).toSatisfy(
    (text: string) => text.length <= 4_000 && text.isWellFormed(),
  );
});

test('long keys stay different', () => {
  const keys = ['a', 'b'].map((end) => one({ key: 'k'.repeat(600) + end }).key);
  expect(keys[0]).not.toBe(keys[1]);
  expect(keys.every((key) => key.length <= 500)).toBe(true);
});

describe('an address', () => {
  test.each(['http://a.example/x?y=1#z', 'https://a.example', 'https://a.example/%20'])('%s is kept', (url) => {
    expect(one({ url }).url).toBe(url);
  });

  test.each([
    ...['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', '//a.example', 'a.example', 'https://'],
    ...[
      'https://user:secret@a.example/',
      `https://a.example/${'x'.repeat(2_000)}`,
      `https://a.example/${'ü'.repeat(900)}`,
    ],
  ])('%s is left out', (url) => {
    expect(one({ url })).not.toHaveProperty('url');
  });

  test('has no line end and no mark in it', () => {
    expect(one({ url: 'https://a.example/\u202Ex\ny' }).url).toBe('https://a.example/%E2%80%AExy');
  });
});

describe('a message', () => {
  test('may come as the text of JSON', () => {
    expect(alertOf('generic', JSON.stringify(genericAlert()))).toEqual(one());
    expect(readOf('generic', '{"key":"a"').refused).toEqual(['The body is not JSON.']);
  });

  test('that cannot even be looked at is refused', () => {
    const payload = {
      get key(): string {
        throw new Error('no\nkey');
      },
    };
    expect(readOf('generic', payload).refused).toEqual(['Could not be read: no key.']);
  });

  test('of an unknown tool is refused', () => {
    expect(readOf('toString' as never, {}).refused).toEqual(['Comes from a tool that is not known.']);
  });

  test('tells the first hundred reasons and how many more there are', () => {
    const { refused } = readOf('generic', { alerts: Array.from({ length: 150 }, () => 1) });
    expect(refused).toHaveLength(101);
    expect(refused.at(-1)).toBe('And 50 more.');
  });
});
