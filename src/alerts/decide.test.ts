import { describe, expect, test } from 'vitest';
import { alert, at, problemsIn, type World, world } from '../../tests/alerts/world.ts';
import type { Alert } from './alert.ts';

const SLOW = { labels: { alertname: 'PaymentsSlow' } };
const HELD: Record<string, string> = {
  'rules/payments-slow.md': rule('payments', 'PaymentsSlow', 'hold: 5 min'),
};

describe('an alert without a matching rule', () => {
  test('opens an incident with a neutral message where a label names a component or an alias of it', () => {
    for (const service of ['payments', 'Payments', 'PAY-gateway']) {
      const site = world({ 'components/payments.md': component('Payments', 'aliases: [pay-gateway]') });
      const labels = { alertname: 'X', service, severity: 'critical' };
      site.tell(at('10:00:30'), alert('A', 'firing', { labels, text: 'secret-host is down' }));
      const text = only(site);
      expect(text).toContain('title: Problems with Payments\nseverity: sev1\n');
      expect(text).toContain('components:\n  payments: degraded\n');
      expect(text).toContain(
        '## 2026-11-24 10:00 UTC · investigating\n\nOur monitoring reports a problem with Payments.',
      );
      expect(text).not.toContain('secret-host');
      expect(text).not.toContain('visibility');
    }
  });

  test('takes the severity that the site maps its word to, and the mildest for a word nobody knows', () => {
    const severities = 'alerts:\n  severities: { dreadful: sev1, critical: sev2 }\n';
    const site = 'name: Example\nurl: https://status.example.com\ngroups:\n  - id: money\n    name: Money\n';
    for (const [word, severity] of [
      ['dreadful', 'sev1'],
      ['Critical', 'sev2'],
      ['sev1', 'sev1'],
      ['unheard-of', 'sev2'],
    ]) {
      const told = world({ 'site.yaml': site + severities });
      told.tell(at('10:01'), alert('A', 'firing', { labels: { component: 'payments', severity: word ?? '' } }));
      expect(only(told), word).toContain(`\nseverity: ${severity}\n`);
    }
  });

  test('means the component of that id, though another has it for an alias', () => {
    const site = world({ 'components/aaa.md': component('Other', 'aliases: [payments]') });
    site.tell(at('10:01'), alert('A', 'firing'));
    expect(only(site)).toContain('components:\n  payments: degraded\n');
  });

  test('becomes a draft where no label names anything, and says what to do with it', () => {
    const site = world();
    const plan = site.tell(at('10:01'), alert('A', 'firing', { labels: { host: 'db7' }, title: 'Disk full' }));
    expect(plan.decisions.map(({ kind }) => kind)).toEqual(['open']);
    expect(only(site)).toMatch(
      /title: 'Alert without a rule: Disk full'\n[\s\S]*visibility: draft\n[\s\S]*write a rule/,
    );
  });

  test('stays a draft while a rule cannot be read, because that rule might have been the one', () => {
    const site = world({ 'rules/broken.md': '---\nname: [\n---\n' });
    site.tell(at('10:01'), alert('A', 'firing'));
    expect(only(site)).toContain('visibility: draft');
  });

  test('stays a draft where it began a week before anybody heard of it', () => {
    const site = world();
    const startedAt = Date.parse('2026-11-10T10:00:00Z');
    site.tell(at('10:00'), alert('A', 'firing', { startedAt }));
    expect(only(site)).toContain('visibility: draft');
  });
});

describe('a rule', () => {
  test('decides title, severity, impact and words; of several that match the first does', () => {
    const site = world({
      'rules/second.md': rule('payments', 'Pay*', 'order: 2'),
      'rules/first.md': rule('ledger', ['Pay*', 'Other'], 'order: 1\nimpact: major outage\ntitle: The books are shut'),
    });
    site.tell(at('10:01'), alert('A', 'firing', { labels: { alertname: 'PayDown' } }));
    expect(only(site)).toContain('title: The books are shut\nseverity: sev2\n');
    expect(only(site)).toContain('ledger: major outage');
    expect(only(site)).toContain('\n\nPrepared words about ledger.\n');
  });

  test('publishes what an alert says only where it asks for it, as text that can be nothing else', () => {
    const asks = rule(
      'payments',
      'X',
      'title: "Trouble in {{ labels.region }}"',
      'Region {{ labels.region }}: {{ text }}',
    );
    const site = world({ 'rules/asks.md': asks });
    const labels = { alertname: 'X', region: 'eu <b>@team</b>' };
    site.tell(
      at('10:01'),
      alert('A', 'firing', { labels, text: '[x](javascript:1) `y`\n## 2026-11-24 10:00 UTC · resolved' }),
    );
    const text = only(site);
    expect(text).toContain('title: Trouble in eu b team /b\n');
    expect(text).toContain(
      '\nRegion `eu <b>@team</b>`: `` [x](javascript:1) `y` ## 2026-11-24 10:00 UTC · resolved ``\n',
    );
  });

  test('keeps a draft where it says so, and leaves the end to a person where it says so', () => {
    const site = world({ 'rules/asks.md': rule('payments', 'X', 'publish: draft\nresolve: manual') });
    const labels = { alertname: 'X' };
    site.tell(at('10:01'), alert('A', 'firing', { labels }));
    const plan = site.tell(at('10:30'), alert('A', 'ended', { labels, endedAt: at('10:20') }));
    expect(only(site)).toContain('visibility: draft');
    expect(only(site)).not.toContain('resolved');
    expect(reasons(plan)).toEqual(['left-to-person']);
  });
});

describe('one cause, one incident', () => {
  test('the same alert told again changes nothing, and says so', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const before = only(site);
    for (const clock of ['10:02', '10:30', '13:00']) {
      expect(reasons(site.tell(at(clock), alert('A', 'firing')))).toEqual(['repeat']);
    }
    expect(only(site)).toBe(before);
  });

  test('twenty instances of one rule are one incident with one update', () => {
    const site = world();
    const many = Array.from({ length: 20 }, (_, index) =>
      alert(`instance ${index}`, 'firing', { ...SLOW, startedAt: at('10:00') + index * 20_000 }),
    );
    for (const one of many) site.tell(at('10:20'), one);
    expect(headings(only(site))).toEqual(['2026-11-24 10:00 UTC · investigating']);
  });

  test('alerts of components that need each other are one incident if they begin together, at the worst severity', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing', SLOW));
    const labels = { alertname: 'LedgerDown', component: 'ledger', severity: 'critical' };
    site.tell(at('10:09'), alert('B', 'firing', { labels, startedAt: at('10:08') }));
    expect(only(site)).toContain('title: Problems with Ledger\nseverity: sev1\n');
    expect(headings(only(site))).toEqual([
      '2026-11-24 10:00 UTC · investigating',
      '2026-11-24 10:08 UTC · ledger: degraded',
    ]);
  });

  test('what begins later, or in a component that has nothing to do with it, is an incident of its own', () => {
    const site = world({ 'components/web.md': component('Web', '') });
    site.tell(at('10:01'), alert('A', 'firing', SLOW));
    site.tell(at('10:31'), alert('B', 'firing', { labels: { component: 'ledger' }, startedAt: at('10:30') }));
    site.tell(at('10:31'), alert('C', 'firing', { labels: { component: 'web' }, startedAt: at('10:01') }));
    expect(site.incidents()).toHaveLength(3);
  });

  test('it is over when all its alerts have ended, not before', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'), alert('B', 'firing'));
    expect(reasons(site.tell(at('10:21'), alert('A', 'ended', { endedAt: at('10:20') })))).toEqual(['others-firing']);
    expect(only(site)).not.toContain('resolved');
    site.tell(at('10:31'), alert('B', 'ended', { endedAt: at('10:30') }));
    expect(headings(only(site)).at(-1)).toBe('2026-11-24 10:30 UTC · resolved');
  });

  test('a component that is better is said to be while others are not', () => {
    const site = world();
    const ledger = { labels: { component: 'ledger' } };
    site.tell(at('10:01'), alert('A', 'firing'), alert('B', 'firing', ledger));
    site.tell(at('10:21'), alert('B', 'ended', { ...ledger, endedAt: at('10:20') }));
    expect(headings(only(site)).at(-1)).toBe('2026-11-24 10:20 UTC · ledger: operational');
  });

  test('alerts of a message that left others out do not end an incident', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing', { partial: true }));
    expect(reasons(site.tell(at('10:21'), alert('A', 'ended', { endedAt: at('10:20') })))).toEqual(['truncated']);
    expect(only(site)).not.toContain('resolved');
  });

  test('what comes back soon reopens the incident, what comes back later is a new one', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    site.tell(at('10:11'), alert('A', 'ended', { endedAt: at('10:10') }));
    site.tell(at('10:31'), alert('A', 'firing', { startedAt: at('10:30') }));
    expect(headings(only(site)).slice(1)).toEqual([
      '2026-11-24 10:10 UTC · resolved',
      '2026-11-24 10:30 UTC · investigating',
    ]);
    site.tell(at('10:41'), alert('A', 'ended', { startedAt: at('10:30'), endedAt: at('10:40') }));
    site.tell(at('11:30'), alert('A', 'firing', { startedAt: at('11:29') }));
    expect(site.incidents()).toHaveLength(2);
  });

  test('an end without a beginning opens nothing, and is remembered should the beginning come after it', () => {
    const site = world();
    const { startedAt: _, ...end } = alert('A', 'ended', { endedAt: at('10:20') });
    expect(reasons(site.tell(at('10:21'), end))).toEqual(['unknown-end']);
    site.tell(at('10:25'), alert('A', 'firing'));
    expect(headings(only(site))).toEqual(['2026-11-24 10:00 UTC · investigating', '2026-11-24 10:20 UTC · resolved']);
  });

  test('what begins again was over by then, though nobody said so', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    site.tell(at('10:31'), alert('A', 'firing', { startedAt: at('10:30') }));
    expect(only(site)).toContain('started: 2026-11-24T10:00:00Z\n    ended: 2026-11-24T10:30:00Z\n');
  });

  test('an acknowledgement is noted with its time', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const plan = site.tell(at('10:06'), alert('A', 'firing', { acknowledgedAt: at('10:05') }));
    expect(plan.decisions.map(({ kind }) => kind)).toEqual(['acknowledge']);
    expect(only(site)).toContain('acknowledged: 2026-11-24T10:05:00Z\n');
  });
});

describe('what is not published yet', () => {
  test('a held alert waits, and is told when it has lasted long enough', () => {
    const site = world(HELD);
    const plan = site.tell(at('10:01'), alert('A', 'firing', SLOW));
    expect([plan.due, reasons(plan), site.incidents()]).toEqual([at('10:05'), ['hold'], []]);
    site.tell(at('10:05'));
    expect(only(site)).toContain('started: 2026-11-24T10:00:00Z\n');
    expect(headings(only(site))).toEqual(['2026-11-24 10:05 UTC · investigating']);
  });

  test('what was over before its hold was is never told', () => {
    const site = world(HELD);
    site.tell(at('10:01'), alert('A', 'firing', SLOW));
    expect(reasons(site.tell(at('10:04'), alert('A', 'ended', { ...SLOW, endedAt: at('10:03') })))).toEqual([
      'too-short',
    ]);
    site.tell(at('10:30'));
    expect(site.incidents()).toEqual([]);
  });

  test('what was told before it was known to have been too short is taken back with a word', () => {
    const site = world(HELD);
    site.tell(at('10:01'), alert('A', 'firing', SLOW));
    site.tell(at('10:05'));
    const id = only(site) && site.incidents()[0]?.[0].slice(-'2026-11-24-payments-00000000.md'.length, -3);
    const { decisions } = site.tell(at('10:08'), alert('A', 'ended', { ...SLOW, endedAt: at('10:03') }));
    expect(decisions).toContainEqual(expect.objectContaining({ kind: 'withdraw', incident: id }));
    expect(site.incidents()).toEqual([]);
  });

  test('a silence keeps it back until its end; what goes on then is told', () => {
    const until = '2026-11-24T11:00:00Z';
    const silence = `---\nreason: Deploy\nmatch: { component: pay* }\nuntil: ${until}\n---\n`;
    const site = world({ 'silences/deploy.md': silence });
    const plan = site.tell(at('10:01'), alert('A', 'firing'), alert('B', 'firing'));
    expect([plan.due, reasons(plan)]).toEqual([Date.parse(until), ['silenced', 'silenced']]);
    expect(reasons(site.tell(at('10:31'), alert('B', 'ended', { endedAt: at('10:30') })))).toEqual(['silenced']);
    site.tell(at('11:00'));
    expect(only(site)).toContain('started: 2026-11-24T11:00:00Z\n');
    expect(only(site)).not.toContain('key: B');
  });

  test('what its tool keeps quiet opens nothing, and is not over either', () => {
    const site = world();
    expect(reasons(site.tell(at('10:01'), alert('A', 'firing', { quiet: true })))).toEqual(['silenced']);
    expect(site.incidents()).toEqual([]);
    site.tell(at('10:02'), alert('A', 'firing'));
    expect(reasons(site.tell(at('10:05'), alert('A', 'firing', { quiet: true })))).toEqual(['repeat']);
  });

  test('maintenance of its component keeps it back, that of another does not', () => {
    const work = (id: string): string =>
      `---\ntitle: Work\nstart: 2026-11-24T09:00:00Z\nend: 2026-11-24T10:30:00Z\ncomponents: [${id}]\n---\n\nWork.\n`;
    const path = 'maintenance/2026/2026-11-24-work.md';
    const site = world({ [path]: work('payments') });
    expect(reasons(site.tell(at('10:01'), alert('A', 'firing')))).toEqual(['maintenance']);
    site.tell(at('10:30'));
    expect(only(site)).toContain('started: 2026-11-24T10:30:00Z\n');
    const other = world({ [path]: work('search') });
    other.tell(at('10:01'), alert('A', 'firing'));
    expect(other.incidents()).toHaveLength(1);
  });

  test('so does each window of a series, but not one that was cancelled or moved away', () => {
    const path = 'maintenance/2026/2026-11-10-work.md';
    const weekly =
      '---\ntitle: Work\nstart: 2026-11-10T09:00:00Z\nend: 2026-11-10T10:30:00Z\nrepeat: every week\ncomponents: [payments]\n---\n\nWork.\n';
    const site = world({ [path]: weekly });
    expect(reasons(site.tell(at('10:01'), alert('A', 'firing')))).toEqual(['maintenance']);
    const moved = weekly
      .replace(/start.*\nend.*\nrepeat.*/, '')
      .replace(
        'components',
        'start: 2026-11-25T09:00:00Z\nend: 2026-11-25T10:30:00Z\noccurrence: {of: 2026-11-10-work, start: 2026-11-24T09:00:00Z}\ncomponents',
      );
    for (const change of [
      { [path]: `${weekly}\n## 2026-11-24 08:00 UTC · cancelled\n\nNo.\n` },
      { [path]: weekly, 'maintenance/2026/2026-11-24-work.md': moved },
    ]) {
      const other = world(change);
      other.tell(at('10:01'), alert('A', 'firing'));
      expect(other.incidents()).toHaveLength(1);
    }
  });

  test('what comes and goes a thousand times is one incident with few updates, over once it is calm', () => {
    const site = world();
    for (let turn = 0; turn < 1_000; turn += 10) {
      const turns = Array.from({ length: 10 }, (_, index) => at('10:00') + (turn + index) * 60_000);
      const told = turns.flatMap((startedAt) => [
        alert('A', 'firing', { startedAt }),
        alert('A', 'ended', { startedAt, endedAt: startedAt + 30_000 }),
      ]);
      site.tell(turns[9] ?? 0, ...told.slice(0, -1));
      site.tell((turns[9] ?? 0) + 35_000, ...told.slice(-1));
    }
    const plan = site.tell(at('10:00') + 1_000 * 60_000);
    const text = only(site);
    expect(headings(text).length).toBeLessThan(10);
    expect(text.lastIndexOf('· investigating')).toBeGreaterThan(text.lastIndexOf('· resolved'));
    site.tell(plan.due ?? 0);
    expect(headings(only(site)).at(-1)).toContain('resolved');
    expect(text.length).toBeLessThan(20_000);
    expect(problemsIn(site.files, plan.due ?? 0)).toEqual([]);
  }, 60_000);

  test('an alert from a clock that is ahead is told at once', () => {
    const site = world();
    site.tell(at('10:00'), alert('A', 'firing', { startedAt: at('11:00') }));
    expect(headings(only(site))).toEqual(['2026-11-24 10:00 UTC · investigating']);
    expect(problemsIn(site.files, at('10:00'))).toEqual([]);
  });
});

describe('people come first', () => {
  const path = 'incidents/2026/2026-11-24-payments-by-hand.md';
  const byHand = `---\ntitle: Payments are slow   # as support says\nseverity: sev2\ncomponents:\n  payments: partial outage\n---\n\n## 2026-11-24 09:50 UTC · investigating\n\nWe look.\n`;

  test('an alert about what a person already tells is noted there and says nothing', () => {
    const site = world({ [path]: byHand });
    const plan = site.tell(at('10:01'), alert('A', 'firing'));
    expect([reasons(plan), site.incidents()]).toEqual([['covered'], []]);
    const text = site.files.get(path) ?? '';
    expect(text.replace(/alerts:\n(?: {2}.*\n)+/, '')).toBe(byHand);
    expect(text).toContain('  - source: alertmanager\n    key: A\n');
    expect(reasons(site.tell(at('10:05'), alert('A', 'firing')))).toEqual(['repeat']);
  });

  test('an incident in which a person has written is not ended by alerts', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const [[file = '', text = ''] = []] = site.incidents();
    const written = `${text}\n## 2026-11-24 10:10 UTC · identified\n\nData is being restored.\n`;
    site.files.set(file, written);
    expect(reasons(site.tell(at('10:21'), alert('A', 'ended', { endedAt: at('10:20') })))).toEqual(['led-by-person']);
    expect(only(site)).toContain('ended: 2026-11-24T10:20:00Z');
    expect(body(only(site))).toBe(body(written));
  });

  test('one whose fields alone a person has changed is still ended, and keeps what the person wrote', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const [[file = '', text = ''] = []] = site.incidents();
    site.files.set(file, text.replace('title: Problems with Payments', 'title: Cards are refused # better'));
    site.tell(at('10:21'), alert('A', 'ended', { endedAt: at('10:20') }));
    expect(only(site)).toContain('title: Cards are refused # better\n');
    expect(headings(only(site)).at(-1)).toBe('2026-11-24 10:20 UTC · resolved');
  });

  test('what a person has ended is not opened again by an alert that merely goes on', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const [[file = '', text = ''] = []] = site.incidents();
    site.files.set(file, `${text}\n## 2026-11-24 10:10 UTC · resolved\n\nA false alarm.\n`);
    expect(reasons(site.tell(at('14:00'), alert('A', 'firing')))).toEqual(['repeat']);
    expect(headings(only(site)).at(-1)).toContain('resolved');
  });

  test('but what begins again soon after is told, with the impact that it has now', () => {
    const site = world({ [path]: `${byHand}\n## 2026-11-24 10:00 UTC · resolved\n\nOver.\n` });
    site.tell(at('10:11'), alert('A', 'firing', { startedAt: at('10:10') }));
    expect(headings(site.files.get(path) ?? '').at(-1)).toBe(
      '2026-11-24 10:10 UTC · investigating · payments: degraded',
    );
    expect(problemsIn(site.files, at('10:11'))).toEqual([]);
  });

  test('and what alerts opened again after a person had ended it is ended by alerts', () => {
    const site = world({ [path]: `${byHand}\n## 2026-11-24 10:00 UTC · resolved\n\nOver.\n` });
    site.tell(at('10:11'), alert('A', 'firing', { startedAt: at('10:10') }));
    site.tell(at('10:21'), alert('A', 'ended', { startedAt: at('10:10'), endedAt: at('10:20') }));
    expect(headings(site.files.get(path) ?? '').at(-1)).toBe('2026-11-24 10:20 UTC · resolved');
  });

  test('where a person says that a component is well again, what begins there is an incident of its own', () => {
    const site = world({
      [path]: `${byHand}\n## 2026-11-24 09:55 UTC · monitoring · payments: operational\n\nBetter.\n`,
    });
    site.tell(at('10:01'), alert('A', 'firing'));
    expect(headings(only(site))).toEqual(['2026-11-24 10:00 UTC · investigating']);
  });

  test.each([
    ['a hold that is edited', { 'rules/payments-slow.md': rule('payments', 'PaymentsSlow', 'hold: 9 min') }],
    ['a rule that is gone', { 'rules/payments-slow.md': undefined }],
    [
      'maintenance that is announced over it',
      {
        'maintenance/2026/2026-11-24-late.md':
          '---\ntitle: Late\nstart: 2026-11-24T09:30:00Z\nend: 2026-11-24T10:15:00Z\ncomponents: [payments]\n---\n\nText.\n',
      },
    ],
  ])("%s makes nobody's of an incident that alerts told: it still ends", (_, change) => {
    const site = world({ 'rules/payments-slow.md': rule('payments', 'PaymentsSlow', 'hold: 5 min') });
    site.tell(at('10:06'), alert('A', 'firing', SLOW));
    for (const [file, text] of Object.entries(change)) {
      if (text === undefined) site.files.delete(file);
      else site.files.set(file, text);
    }
    site.tell(at('10:31'), alert('A', 'ended', { ...SLOW, endedAt: at('10:30') }));
    expect(headings(only(site)).at(-1)).toBe('2026-11-24 10:30 UTC · resolved');
  });

  test('lines that people write are theirs: comments, their line ends, how they put a field', () => {
    const opened = world();
    opened.tell(at('10:01'), alert('A', 'firing'), alert('B', 'firing'));
    const [[file = '', text = ''] = []] = opened.incidents();
    for (const written of [
      text
        .replace('alerts:\n', 'alerts : # ours\n  # the first\n')
        .replace(/\n(?= {2}- source.*\n.*B)/, '\n# the second\n'),
      text.replace('alerts:', '"alerts":').replaceAll('\n', '\r\n'),
      text.replace(
        /alerts:\n[\s\S]*?(?=alertUpdates)/,
        `alerts: [{source: alertmanager, key: A, component: payments, severity: sev1, started: "2026-11-24T10:00:00Z"}]\n`,
      ),
    ]) {
      const site = world({ [file]: written });
      site.tell(at('10:31'), ...['A', 'B'].map((key) => alert(key, 'ended', { endedAt: at('10:30') })));
      const now = site.files.get(file) ?? '';
      expect(headings(now).at(-1)?.trim()).toBe('2026-11-24 10:30 UTC · resolved');
      expect(now.match(/^"?alerts"? ?:/gm)).toHaveLength(1);
      expect(now.includes('\r\n')).toBe(written.includes('\r\n'));
      expect(now.match(/(?<!\r)\n/g)?.length ?? 0).toBe(written.includes('\r') ? 0 : now.split('\n').length - 1);
      for (const comment of written.match(/#[ ]?(?:ours|the first|the second)/g) ?? []) expect(now).toContain(comment);
      expect(problemsIn(site.files, at('10:31'))).toEqual([]);
    }
  });

  test('an incident that a post-mortem is about keeps its name, though its story comes to begin earlier', () => {
    const opened = world();
    opened.tell(at('10:01'), alert('A', 'firing'));
    const [[file = '', text = ''] = []] = opened.incidents();
    const id = file.replace(/^.*\/|\.md$/g, '');
    const site = world({
      [file]: text,
      [`postmortems/${id}.md`]: '---\ntitle: A\nstatus: draft\n---\n\nText.\n',
    });
    site.tell(at('10:05'), alert('B', 'firing', { startedAt: at('09:58') }));
    expect(site.files.has(file)).toBe(true);
  });

  test('new words in a rule do not change what was published in its old words', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing', SLOW));
    const before = only(site);
    const words = site.files.get('rules/payments-slow.md') ?? '';
    site.files.set('rules/payments-slow.md', words.replace('Payments take longer', 'Payments may take much longer'));
    site.tell(at('10:21'), alert('B', 'firing', { ...SLOW, startedAt: at('10:20') }));
    expect(body(only(site))).toBe(body(before));
    site.tell(
      at('10:41'),
      alert('A', 'ended', { endedAt: at('10:40') }),
      alert('B', 'ended', { startedAt: at('10:20'), endedAt: at('10:40') }),
    );
    expect(body(only(site)).startsWith(body(before).trimEnd())).toBe(true);
    expect(headings(only(site)).at(-1)).toContain('resolved');
  });

  test('a file that somebody has broken is left alone, and its alerts open no second incident', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const [[file = '', text = ''] = []] = site.incidents();
    const broken = text.replace('severity: sev1', 'severity: terrible');
    site.files.set(file, broken);
    expect(reasons(site.tell(at('10:05'), alert('A', 'firing')))).toEqual(['unreadable']);
    expect(site.incidents()).toEqual([[file, broken]]);
  });
});

describe('what must not go wrong', () => {
  test.each(['\u0060\u0060\u0060', '<!--'])(
    'a file that cannot be added to, for %s, keeps nothing else from being told, and loses no alert',
    (opening) => {
      const site = world({ 'components/web.md': component('Web', '') });
      site.tell(at('10:01'), alert('A', 'firing'));
      const [[file = '', text = ''] = []] = site.incidents();
      const fenced = `${text.replace('Problems with Payments', 'Cards are refused')}\n${opening}\ncode\n`;
      site.files.set(file, fenced);
      const web = { labels: { component: 'web' }, startedAt: at('10:19') };
      site.tell(at('10:21'), alert('A', 'ended', { endedAt: at('10:20') }), alert('B', 'firing', web));
      expect(site.files.get(file)).toBe(fenced);
      expect(site.incidents()).toHaveLength(2);
      site.files.set(file, fenced.slice(0, fenced.lastIndexOf(opening)));
      site.tell(at('10:30'));
      expect(headings(site.files.get(file) ?? '').at(-1)).toBe('2026-11-24 10:20 UTC · resolved');
    },
  );

  test('a file whose fields cannot be read at all is not written over', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const [[file = '', text = ''] = []] = site.incidents();
    const broken = text.replace('title: ', 'title: Cards: ');
    site.files.set(file, broken);
    expect(reasons(site.tell(at('10:05'), alert('A', 'firing')))).toEqual(['unreadable']);
    expect(site.incidents()).toEqual([[file, broken]]);
    site.files.set(file, text);
    site.tell(at('10:06'), alert('A', 'firing'));
    expect(site.incidents()).toEqual([[file, text]]);
  });

  test('a draft does not become public by what it has one cause with, and hides nothing that is', () => {
    const site = world({ 'rules/breach.md': rule('payments', 'Breach', 'publish: draft', 'Secret words.') });
    const breach = { labels: { alertname: 'Breach' } };
    site.tell(at('10:01'), alert('A', 'firing', breach));
    site.tell(
      at('10:03'),
      alert('B', 'firing', { startedAt: at('10:02') }),
      alert('C', 'firing', { ...breach, startedAt: at('10:02') }),
    );
    const texts = site.incidents().map(([, text]) => text);
    expect(texts.filter((text) => text.includes('visibility: draft') && text.includes('Secret words.'))).toHaveLength(
      1,
    );
    expect(texts.filter((text) => !text.includes('visibility: draft') && !text.includes('Secret'))).toHaveLength(1);
  });

  test('a rule that is gone while its alert goes on makes nothing better', () => {
    const site = world({ 'rules/asks.md': rule('payments', 'X') });
    const labels = { alertname: 'X' };
    site.tell(at('10:01'), alert('A', 'firing', { labels }));
    const before = headings(only(site));
    site.files.delete('rules/asks.md');
    site.tell(at('10:10'));
    expect(headings(only(site))).toEqual(before);
  });

  test('what was told by a clock that is ahead is not taken back by one that is behind', () => {
    const site = world(HELD);
    site.tell(at('10:01'), alert('A', 'firing', SLOW));
    site.tell(at('10:05'));
    const before = only(site);
    site.tell(at('10:04'), alert('B', 'firing', { labels: { host: 'db7' }, startedAt: at('10:04') }));
    expect(site.incidents().map(([, text]) => text)).toContain(before);
  });

  test('while one that a person has to end goes on, what begins later belongs to it', () => {
    const site = world({ 'rules/payments-slow.md': rule('payments', 'PaymentsSlow', 'resolve: manual') });
    site.tell(at('10:01'), alert('A', 'firing', SLOW), alert('A', 'ended', { ...SLOW, endedAt: at('10:01') }));
    site.tell(at('18:01'), alert('B', 'firing', { startedAt: at('18:00') }));
    expect(only(site)).not.toContain('resolved');
  });

  test('a rule whose words are nothing but what an alert leaves empty says what is known', () => {
    const site = world({ 'rules/payments-slow.md': rule('payments', 'PaymentsSlow', '', '{{ text }}') });
    site.tell(at('10:01'), alert('A', 'firing', { ...SLOW, text: '' }));
    expect(only(site)).toContain('Our monitoring reports a problem with');
  });

  test('ends that belong to nothing fill no journal', () => {
    const site = world();
    for (let minute = 10; minute < 50; minute++) {
      const { startedAt: _, ...end } = alert('A', 'ended', { endedAt: at(`10:${minute}`) });
      site.tell(at(`10:${minute}`), end);
    }
    expect(site.files.get('.alerts.jsonl')?.trim().split('\n')).toHaveLength(10);
  });

  test('a silence that comes later takes nothing back, and neither does an end at the very beginning', () => {
    const site = world();
    site.tell(at('10:01'), alert('A', 'firing'));
    const silence = '---\nreason: Late\nmatch: { component: pay* }\nuntil: 2026-11-24T12:00:00Z\n---\n';
    site.files.set('silences/late.md', silence);
    site.tell(at('10:02'), alert('A', 'firing'));
    expect(headings(only(site))).toEqual(['2026-11-24 10:00 UTC · investigating']);
    site.tell(at('10:03'), alert('A', 'ended', { endedAt: at('09:59') }));
    expect(headings(only(site)).at(-1)).toBe('2026-11-24 10:00 UTC · resolved');
  });
});

test('a storm of 5,000 alerts of which nothing is known is one draft; what comes an hour later is another', () => {
  const site = world();
  const storm = Array.from({ length: 5_000 }, (_, index) =>
    alert(`probe ${index}`, 'firing', { labels: { host: `db${index}` }, startedAt: at('10:00') + index * 12 }),
  );
  site.tell(at('10:02'), ...storm);
  expect(only(site)).toContain('title: 5000 alerts of alertmanager without a rule\n');
  expect(only(site)).toContain('visibility: draft\n');
  site.tell(at('11:02'), alert('late', 'firing', { labels: { host: 'x' }, startedAt: at('11:00') }));
  expect(site.incidents()).toHaveLength(2);
});

test('a storm of 5,000 alerts is one incident that people can still read', () => {
  const site = world();
  const storm = Array.from({ length: 5_000 }, (_, index) =>
    alert(`instance ${index}`, 'firing', { startedAt: at('10:00') + index * 12 }),
  );
  site.tell(at('10:02'), ...storm);
  expect(headings(only(site))).toEqual(['2026-11-24 10:00 UTC · investigating']);
  expect(only(site).length).toBeLessThan(20_000);
  const ends = storm.map((one): Alert => ({ ...one, state: 'ended', endedAt: at('10:30') }));
  site.tell(at('10:31'), ...ends.slice(0, 4_999));
  expect(only(site)).not.toContain('resolved');
  const weeksLater = at('10:32') + 20 * 86_400_000;
  site.tell(weeksLater);
  expect(site.files.get('.alerts.jsonl')?.trim().split('\n')).toHaveLength(4_900);
  site.tell(weeksLater, ...ends.slice(4_999));
  expect(headings(only(site)).at(-1)).toBe('2026-11-24 10:30 UTC · resolved');
}, 60_000);

function rule(
  component: string,
  alertname: string | string[],
  more = '',
  words = `Prepared words about ${component}.`,
): string {
  return `---\nname: About ${component}\nmatch:\n  alertname: ${JSON.stringify(alertname)}\ncomponent: ${component}\nseverity: sev2\n${more}\n---\n\n${words}\n`;
}

function component(name: string, more: string): string {
  return `---\nname: ${name}\nsince: 2025-01-01\n${more}\n---\n\nText.\n`;
}

/** The text of the one incident that alerts opened. */
function only(site: World): string {
  const incidents = site.incidents();
  expect(incidents.map(([path]) => path)).toHaveLength(1);
  return incidents[0]?.[1] ?? '';
}

function headings(text: string): string[] {
  return [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
}

function body(text: string): string {
  return text.slice(text.indexOf('\n---', 3));
}

function reasons({ decisions }: ReturnType<World['tell']>): string[] {
  return decisions.flatMap((one) => ('reason' in one ? [one.reason] : []));
}
