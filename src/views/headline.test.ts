import { describe, expect, test } from 'vitest';
import { snapshotWith } from '../../tests/fixtures/content.ts';
import { groupStatuses } from './component-status.ts';
import { type HeadlineView, headlineView } from './headline.ts';
import { viewContext } from './view-context.ts';

const SEARCH = 'incidents/2026/2026-11-21-search-down.md';
const QUIET = { [SEARCH]: undefined };

describe('the first sentence says what is wrong', () => {
  test('nothing', () => {
    expect(headline(QUIET)).toMatchObject({
      state: 'operational',
      sentence: 'All systems operational',
      since: undefined,
    });
  });

  test('one component', () => {
    const { state, sentence, since, lastWord } = headline({});
    expect([state, sentence, since?.text, lastWord?.ago]).toEqual([
      'major',
      'Search down',
      '21 Nov 2026, 11:30 UTC',
      '30 min ago',
    ]);
  });

  for (const [components, sentence] of [
    [{ search: 'degraded' }, 'Search degraded'],
    [{ search: 'partial outage' }, 'Search partly down'],
    [{ search: 'degraded', ledger: 'degraded' }, 'Ledger and Search degraded'],
    [{ search: 'degraded', ledger: 'major outage' }, 'Ledger down, Search degraded'],
    [{ search: 'degraded', ledger: 'degraded', payments: 'degraded' }, 'Ledger, Payments and Search degraded'],
    [
      { search: 'partial outage', ledger: 'major outage', payments: 'degraded' },
      'Ledger down, Search partly down, Payments degraded',
    ],
  ] as const) {
    test(sentence, () => {
      expect(headline(hitting(components)).sentence).toBe(sentence);
    });
  }

  test('many components are counted', () => {
    const more = Object.fromEntries(
      ['Alpha', 'Beta'].map((name) => [
        `components/${name.toLowerCase()}.md`,
        `---\nname: ${name}\nsince: 2025-01-01\n---\n`,
      ]),
    );
    const all = { alpha: 'degraded', beta: 'degraded', ledger: 'degraded', search: 'degraded' };
    expect(headline({ ...more, ...hitting(all) }).sentence).toBe('Ledger, Alpha and 2 more degraded');
  });

  test('an open incident that hits no component is named by its title', () => {
    expect(headline(hitting({}))).toMatchObject({ state: 'degraded', sentence: 'Something else' });
  });

  test('the earliest beginning, the latest word and the nearest promise count', () => {
    const other =
      '---\ntitle: B\nseverity: sev2\nstarted: 2026-11-21T09:00:00Z\ncomponents:\n  ledger: degraded\n---\n\n## 2026-11-21 11:50 UTC · investigating · next update 12:30 UTC\n\nWe look.\n';
    const { since, lastWord, next } = headline({ 'incidents/2026/2026-11-21-b.md': other });
    expect([since?.clock, lastWord?.clock, lastWord?.ago, next?.clock]).toEqual([
      '09:00 UTC',
      '11:50 UTC',
      '10 min ago',
      '12:30 UTC',
    ]);
  });

  test('an incident that is over, or was a false alarm, is nothing', () => {
    const over = (fields: string, state: string) =>
      headline({
        [SEARCH]: `---\ntitle: A\nseverity: sev2\n${fields}\ncomponents:\n  search: degraded\n---\n\n## 2026-11-21 11:50 UTC · ${state}\n\nOver.\n`,
      });
    expect(over('kind: data', 'resolved').state).toBe('operational');
    expect(over('real: false', 'investigating').state).toBe('operational');
  });

  test('a state set by hand counts, though no incident tells since when', () => {
    const text =
      '---\nname: Search\nsince: 2025-01-01\noverride:\n  state: degraded\n  from: 2026-11-21T10:00:00Z\n  reason: Provider.\n---\n';
    expect(headline({ ...QUIET, 'components/search.md': text })).toMatchObject({
      state: 'degraded',
      sentence: 'Search degraded',
      since: undefined,
    });
  });
});

describe('maintenance', () => {
  const work = (name: string, start: string, end: string) => ({
    [`maintenance/2026/2026-11-21-${name}.md`]: `---\ntitle: Work on ${name}\nstart: 2026-11-21T${start}:00Z\nend: 2026-11-21T${end}:00Z\ncomponents: [ledger]\n---\n`,
  });

  test('that runs is said, with its end', () => {
    const { state, sentence, until } = headline({ ...QUIET, ...work('a', '11:00', '13:00') });
    expect([state, sentence, until?.clock]).toEqual(['maintenance', 'Maintenance is running: Work on a', '13:00 UTC']);
  });

  test('of which two run is counted, until the last ends', () => {
    const { sentence, until } = headline({ ...QUIET, ...work('a', '11:00', '13:00'), ...work('b', '11:30', '14:00') });
    expect([sentence, until?.clock]).toEqual(['2 maintenance windows running', '14:00 UTC']);
  });

  test('never hides trouble', () => {
    expect(headline(work('a', '11:00', '13:00')).sentence).toBe('Search down');
  });

  test('to come changes nothing', () => {
    expect(headline({ ...QUIET, ...work('a', '12:01', '13:00') }).state).toBe('operational');
  });
});

test('where an entry could not be read, the page does not claim that all is well', () => {
  const { sentence, incomplete } = headline({ [SEARCH]: '' });
  expect([sentence, incomplete]).toEqual(['No open incident that we can read', true]);
});

test('without components there is nothing to say', () => {
  const none = Object.fromEntries(['payments', 'ledger', 'search'].map((id) => [`components/${id}.md`, undefined]));
  const rest = [
    'incidents/2026/2026-11-18-slow-payments.md',
    'maintenance/2026/2026-11-25-ledger-upgrade.md',
    'rules/payments-slow.md',
    'runbooks/restart-payments.md',
    'oncall/money.md',
    'postmortems/2026-11-18-slow-payments.mdx',
  ];
  expect(headline({ ...QUIET, ...none, ...Object.fromEntries(rest.map((path) => [path, undefined])) })).toMatchObject({
    state: 'unknown',
    sentence: 'No components yet',
  });
});

function headline(changes: Record<string, string | undefined>): HeadlineView {
  const snapshot = snapshotWith(changes);
  return headlineView(
    snapshot,
    groupStatuses(viewContext(snapshot, { base: '', origin: 'https://status.example.com' })),
  );
}

function hitting(components: Readonly<Record<string, string>>): Record<string, string> {
  const lines = Object.entries(components).map(([id, impact]) => `  ${id}: ${impact}`);
  const fields = lines.length > 0 ? `components:\n${lines.join('\n')}\n` : '';
  return {
    [SEARCH]: `---\ntitle: Something else\nseverity: sev2\n${fields}---\n\n## 2026-11-21 11:30 UTC · investigating\n\nWe look.\n`,
  };
}
