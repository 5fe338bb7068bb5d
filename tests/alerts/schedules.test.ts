import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { problemsIn, world } from './world.ts';

const SEED = Number(process.env['SEED'] ?? 20_261_124);
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 10_000);
const PER_HISTORY = 20;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGIN = Date.parse('2026-11-20T09:00:00Z');
/** By then everything has been delivered, and all that waits has come due. */
const END = BEGIN + 6 * DAY;

/** Rules with holds, drafts, several components; one silence and one maintenance in the middle of it all. */
const POLICY: Record<string, string | undefined> = {
  'site.yaml': `name: Example
url: https://status.example.com
alerts:
  components: [service]
  correlate: 4 min
  reopen: 12 min
  flapping: { count: 3, window: 40 min, calm: 12 min }
`,
  'components/search.md': '---\nname: Search\nsince: 2025-01-01\naliases: [finder]\n---\n\nFinds.\n',
  'components/ledger.md': '---\nname: Ledger\nsince: 2025-01-01\n---\n\nBooks.\n',
  'components/payments.md': '---\nname: Payments\nsince: 2025-01-01\ndepends: [ledger]\n---\n\nTakes payments.\n',
  'severities/sev3.md': '---\nname: Minor\nlevel: 3\nsummary: A little slow.\n---\n\nSlow.\n',
  'rules/payments-slow.md': rule('payments', 'alertname: Slow*', 'severity: sev3\nimpact: degraded\nhold: 5 min'),
  'rules/payments-down.md': rule(
    'payments',
    'alertname: Down',
    'severity: sev1\nimpact: major outage\nending: It works.',
  ),
  'rules/ledger.md': rule('ledger', 'alertname: Ledger*', 'severity: sev2\nimpact: partial outage'),
  'rules/manual.md': rule('search', 'alertname: Manual', 'severity: sev3\nresolve: manual\npublish: draft'),
  'silences/deploy.md':
    '---\nreason: Deploy\nmatch:\n  team: noisy\nfrom: 2026-11-20T09:20:00Z\nuntil: 2026-11-20T09:45:00Z\n---\n',
  'maintenance/2026/2026-11-20-work.md':
    '---\ntitle: Work\nstart: 2026-11-20T09:30:00Z\nend: 2026-11-20T09:50:00Z\ncomponents: [ledger]\n---\n\nWork.\n',
  'runbooks/restart-payments.md': undefined,
  'oncall/money.md': undefined,
  'postmortems/2026-11-18-slow-payments.mdx': undefined,
  'incidents/2026/2026-11-18-slow-payments.md': undefined,
  'incidents/2026/2026-11-21-search-down.md': undefined,
  'maintenance/2026/2026-11-25-ledger-upgrade.md': undefined,
};

const KINDS: { labels: Record<string, string>; loose?: boolean; acknowledged?: boolean }[] = [
  { labels: { alertname: 'SlowAnswers' } },
  { labels: { alertname: 'Down' } },
  { labels: { alertname: 'Ledger', team: 'noisy' } },
  { labels: { alertname: 'LedgerProbe' }, loose: true },
  { labels: { alertname: 'Manual' } },
  { labels: { alertname: 'Other', service: 'finder', severity: 'p2' }, loose: true },
  { labels: { alertname: 'Page', service: 'payments', severity: 'critical' }, acknowledged: true },
  { labels: { alertname: 'Nobody knows' } },
  { labels: { alertname: 'Nobody asked' } },
];

/** What happened: for each alert, when it began and was over, again and again. */
const history = fc.array(
  fc.record({
    kind: fc.nat(KINDS.length - 1),
    instance: fc.nat(1),
    from: fc.integer({ min: 0, max: 90 }),
    /** Lengths and pauses in half minutes. */
    turns: fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 1,
      maxLength: 4,
    }),
    open: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** How it is told: in which order, how late, how often, by a clock how wrong. */
const schedule = fc.record({
  order: fc.infiniteStream(fc.nat(1_000_000)),
  late: fc.infiniteStream(fc.oneof({ weight: 3, arbitrary: fc.nat(5 * MINUTE) }, fc.nat(3 * DAY))),
  times: fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
  batch: fc.infiniteStream(fc.integer({ min: 1, max: 6 })),
  skew: fc.integer({ min: -HOUR, max: HOUR }),
});

test(`${SCHEDULES} schedules of the same history end in the same bytes`, () => {
  let schedules = 0;
  let incidents = 0;
  fc.assert(
    fc.property(history, fc.array(schedule, { minLength: PER_HISTORY, maxLength: PER_HISTORY }), (happened, plans) => {
      const messages = messagesOf(happened);
      const expected = inOrder(messages);
      incidents += [...expected.keys()].filter((path) => path.startsWith('incidents/')).length;
      for (const plan of plans) {
        schedules++;
        expect([...delivered(messages, plan)].sort()).toEqual([...expected].sort());
      }
    }),
    { seed: SEED, numRuns: Math.ceil(SCHEDULES / PER_HISTORY), endOnFailure: true },
  );
  process.stdout.write(`schedules: ${schedules}, incidents in their histories: ${incidents}, seed ${SEED}\n`);
  expect(incidents).toBeGreaterThan(SCHEDULES / PER_HISTORY / 2);
}, 300_000);

function messagesOf(happened: readonly Happened[]): Alert[] {
  return happened.flatMap(({ kind, instance, from, turns, open }) => {
    const { labels, loose, acknowledged } = KINDS[kind] ?? { labels: {} };
    const base = {
      source: 'generic' as const,
      key: `${labels['alertname']} ${instance}`,
      labels: { ...labels, instance: String(instance) },
      title: labels['alertname'] ?? '',
      text: '',
    };
    let at = BEGIN + from * MINUTE;
    return turns.flatMap(([length, pause], turn): Alert[] => {
      const startedAt = at + instance * 7_000;
      const endedAt = startedAt + length * 30_000;
      at = endedAt + pause * 30_000;
      const begun: Alert[] = [{ ...base, state: 'firing', at: startedAt, startedAt }];
      const taken: Alert[] = acknowledged
        ? [{ ...base, state: 'firing', at: startedAt + 10_000, acknowledgedAt: startedAt + 10_000 }]
        : [];
      if (open && turn === turns.length - 1) return [...begun, ...taken];
      const end: Alert = { ...base, state: 'ended', at: endedAt, endedAt, ...(!loose && { startedAt }) };
      return [...begun, ...taken, end];
    });
  });
}

interface Happened {
  kind: number;
  instance: number;
  from: number;
  turns: [number, number][];
  open: boolean;
}

function inOrder(messages: readonly Alert[]): Map<string, string> {
  const { files, tell } = world(POLICY);
  for (const message of [...messages].sort((a, b) => a.at - b.at)) tell(message.at + 1_000, message);
  tell(END);
  expect(problemsIn(files, END)).toEqual([]);
  return files;
}

/** Told late, mixed up, several times or not at all; in the end the tool is asked once more for all that it knows. */
function delivered(messages: readonly Alert[], plan: Plan): Map<string, string> {
  const [late, times, batch, order] = [plan.late, plan.times, plan.batch, plan.order].map((stream) =>
    stream[Symbol.iterator](),
  );
  const next = (iterator: Iterator<number> | undefined): number => iterator?.next().value ?? 0;
  const sent = messages
    .flatMap((message) => Array.from({ length: next(times) }, () => ({ message, at: message.at + next(late) })))
    .sort((a, b) => a.at - b.at);
  const again = messages.map((message) => ({ message, rank: next(order) })).sort((a, b) => a.rank - b.rank);
  const { files, tell } = world(POLICY);
  for (let index = 0; index < sent.length; ) {
    const size = next(batch);
    const some = sent.slice(index, index + size);
    index += size;
    tell((some.at(-1)?.at ?? 0) + plan.skew, ...some.map(({ message }) => message));
  }
  for (const { message } of again.slice(0, again.length / 2)) tell(END - DAY, message);
  tell(END - HOUR, ...again.slice(again.length / 2).map(({ message }) => message));
  tell(END);
  return files;
}

interface Plan {
  order: Iterable<number>;
  late: Iterable<number>;
  times: Iterable<number>;
  batch: Iterable<number>;
  skew: number;
}

function rule(component: string, match: string, more: string): string {
  return `---\nname: About ${component}\nmatch:\n  ${match}\ncomponent: ${component}\n${more}\n---\n\nThe ${component} have a problem: ${more.split('\n')[0]}.\n`;
}
