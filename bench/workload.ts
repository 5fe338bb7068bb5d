import { INCIDENT_KINDS, type IncidentState } from '../src/schema/words.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIVE_YEARS = 1826 * DAY;
const SMALLEST_PROSE = 1220;
const LARGEST_PROSE = 1390;

/** The moment at which every workload ends. */
export const NOW = Date.UTC(2026, 10, 20, 12);

/** When the one new update is published. */
export const LATER = NOW + 15 * MINUTE;

/** So many incidents began in the last months, whatever the size. */
const RECENT = 60;
const RECENT_SPAN = 120 * DAY;

/** Three incidents are going on at the end, whatever the size: they began this long before it. */
const OPEN_FOR = [9 * 60, 150, 35].map((minutes) => minutes * MINUTE);

/** As many incidents as asked for over five years: the same ones for both programs, and the same each time. */
export function makeWorkload(count: number): Workload {
  const incidents = [...makeHistory(count), ...makeRecent(count)];
  const newest = incidents.at(-1);
  if (!newest) throw new RangeError('A workload needs at least one incident.');
  return {
    content: [...siteFiles(), ...incidents.map(toContent)],
    eleventy: incidents.map(toEleventy),
    change: {
      path: contentPath(newest),
      text: `${toContent(newest).text}\n${section({ at: LATER, heading: 'update', text: NEW_TEXT })}`,
      page: `incidents/${newest.id}/index.html`,
      words: NEW_TEXT,
    },
  };
}

const NEW_TEXT = 'Two of the three regions answer as usual again, and the third one follows within the hour.';

const GROUPS: Record<string, readonly string[]> = {
  'Public services': ['Website', 'Customer portal', 'REST API', 'Mobile apps'],
  Payments: ['Checkout', 'Card payments', 'Bank transfers', 'Invoices'],
  Messages: ['Email delivery', 'Text messages', 'Push messages', 'Webhooks'],
  Data: ['Search', 'Reports', 'File storage', 'Exports'],
  Regions: ['Europe North', 'Europe South', 'America East', 'Asia Pacific'],
};
const COMPONENTS = Object.values(GROUPS).flat();

const SYMPTOMS = [
  'slow responses',
  'requests that time out',
  'errors on every second attempt',
  'messages that arrive late',
  'figures that are out of date',
  'uploads that stop half-way',
  'failing sign-ins',
  'no answer at all',
];
const CAUSES = [
  'connection-pool',
  'certificate',
  'configuration',
  'deploy',
  'disk-full',
  'network',
  'provider',
  'traffic-peak',
];
const MEASURES = [
  'went back to the previous release',
  'moved traffic to the other data centre',
  'doubled the number of workers',
  'turned the new feature off',
  'replaced the expired certificate',
  'emptied the backlog by hand',
  'raised the limit on open connections',
  'asked the provider for a new route',
];
const SENTENCES: readonly ((name: string, random: Random) => string)[] = [
  (name, random) =>
    `Since the last check **${name}** has shown ${random.pick(SYMPTOMS)}, which two customers confirmed.`,
  (name, random) =>
    `About ${random.whole(2, 70)} % of what was sent to ${name} came back with \`${random.pick(['429', '500', '502', '503', '504'])}\`; a second try mostly went through.`,
  (_, random) => `The engineers on call ${random.pick(MEASURES)} and are comparing the figures before and after.`,
  (_, random) => `We look at the error rate and the length of the queues every ${random.whole(2, 15)} minutes.`,
  (name) =>
    `How ${name} is put together can be read in [our handbook](https://docs.example.com/handbook/${slug(name)}); what changed last is in the [release notes](https://docs.example.com/releases).`,
  () =>
    'Nothing that was already stored has been lost, although work handed in meanwhile may be finished later than usual.',
  () => 'We are sorry for the trouble, and will say what we learned from it once the cause is beyond doubt.',
  (name) =>
    `Whoever uses ${name} need not do anything; programs that keep connections open may have to be started again.`,
  (_, random) => `We saw the first sign of it ${random.whole(1, 12)} minutes before our monitors raised the alarm.`,
];

const FLOWS: Record<number, readonly (IncidentState | 'update')[]> = {
  3: ['investigating', 'identified', 'resolved'],
  4: ['investigating', 'identified', 'monitoring', 'resolved'],
  5: ['investigating', 'identified', 'update', 'monitoring', 'resolved'],
};
const OPEN_FLOW = ['investigating', 'identified', 'update', 'update', 'monitoring'] as const;
const IMPACTS = ['degraded', 'degraded', 'partial outage', 'partial outage', 'major outage'] as const;
const SEVERITIES = ['sev1', 'sev2', 'sev2', 'sev3', 'sev3', 'sev3', 'sev4', 'sev4'] as const;

/** The last months, the same in every workload: a team does not have more trouble now because it has a longer history. */
function makeRecent(count: number): Incident[] {
  const random = makeRandom(RECENT);
  const open = Math.min(count, OPEN_FOR.length);
  const past = spread(NOW - RECENT_SPAN, NOW - DAY, Math.min(count, RECENT) - open, random);
  const starts = [
    ...past.map((at) => ({ at, open: false })),
    ...OPEN_FOR.slice(-open).map((age) => ({ at: NOW - age, open: true })),
  ];
  return starts.map(({ at, open: isOpen }, index) => makeIncident(`now-${index + 1}`, at, isOpen, random));
}

function makeHistory(count: number): Incident[] {
  const random = makeRandom(count);
  const starts = spread(NOW - FIVE_YEARS, NOW - RECENT_SPAN - DAY, Math.max(0, count - RECENT), random);
  return starts.map((at, index) => makeIncident(String(index + 1).padStart(5, '0'), at, false, random));
}

function spread(from: number, to: number, count: number, random: Random): number[] {
  const step = (to - from) / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => wholeMinute(from + step * (index + random.share() * 0.9)));
}

function makeIncident(number: string, started: number, open: boolean, random: Random): Incident {
  const affected = [...new Set(Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => random.pick(COMPONENTS)))];
  const [name = ''] = affected;
  const lasted = open ? NOW - started - 5 * MINUTE : random.whole(12, 600) * MINUTE;
  const length = random.whole(3, 5);
  return {
    id: `${day(started)}-${slug(name)}-${number}`,
    title: `${name}: ${random.pick(SYMPTOMS)}`,
    severity: random.pick(SEVERITIES),
    kind: random.pick(INCIDENT_KINDS),
    cause: random.pick(CAUSES),
    started,
    detected: started + random.whole(1, 5) * MINUTE,
    impacts: affected.map((one) => [slug(one), random.pick(IMPACTS)]),
    updates: makeUpdates(name, started, lasted, open ? OPEN_FLOW.slice(0, length) : (FLOWS[length] ?? []), random),
  };
}

function makeUpdates(
  name: string,
  started: number,
  lasted: number,
  flow: readonly (IncidentState | 'update')[],
  random: Random,
): Update[] {
  const wanted = random.whole(SMALLEST_PROSE, LARGEST_PROSE);
  const eases = random.share() < 0.3;
  const list = random.share() < 0.3 ? `\n\n${writeList(random)}` : '';
  const nextSentence = makeWriter(name, random);
  let written = list.length;
  return flow.map((state, index) => {
    const text = writeProse((wanted * (index + 1)) / flow.length - written, nextSentence);
    written += text.length;
    const impact = eases && state === 'monitoring' ? ` · ${slug(name)}: degraded` : '';
    return {
      at: wholeMinute(started + 6 * MINUTE + ((lasted - 6 * MINUTE) * index) / (flow.length - 1)),
      heading: `${state}${impact}`,
      text: `${text}${index === flow.length - 1 ? list : ''}`,
    };
  });
}

function writeProse(length: number, nextSentence: () => string): string {
  let text = nextSentence();
  while (text.length < length) text += ` ${nextSentence()}`;
  return text;
}

/** Never the same sentence twice in a row. */
function makeWriter(name: string, random: Random): () => string {
  let index = random.whole(1, SENTENCES.length);
  return () => {
    index += random.whole(1, SENTENCES.length - 1);
    return SENTENCES[index % SENTENCES.length]?.(name, random) ?? '';
  };
}

function writeList(random: Random): string {
  return [
    `- Noticed after ${random.whole(2, 9)} minutes`,
    `- Eased after ${random.whole(5, 90)} minutes`,
    `- Customers who felt it: ${random.whole(3, 900)}`,
  ].join('\n');
}

function toContent(incident: Incident): TextFile {
  return { path: contentPath(incident), text: `---\n${fields(incident)}---\n\n${body(incident)}` };
}

function toEleventy(incident: Incident): TextFile {
  const date = `date: ${instant(incident.started)}\n`;
  return {
    path: `incidents/${incident.id}.md`,
    text: `---\n${fields(incident)}${date}---\n\n${body(incident)}`,
  };
}

function fields(incident: Incident): string {
  return `title: ${JSON.stringify(incident.title)}
severity: ${incident.severity}
kind: ${incident.kind}
started: ${instant(incident.started)}
detected: ${instant(incident.detected)}
components:
${incident.impacts.map(([id, impact]) => `  ${id}: ${impact}\n`).join('')}cause: ${incident.cause}
`;
}

function body(incident: Incident): string {
  return incident.updates.map(section).join('\n');
}

function section(update: Update): string {
  const at = instant(update.at).slice(0, 16).replace('T', ' ');
  return `## ${at} UTC · ${update.heading}\n\n${update.text}\n`;
}

function contentPath(incident: Incident): string {
  return `incidents/${incident.id.slice(0, 4)}/${incident.id}.md`;
}

function siteFiles(): TextFile[] {
  const groups = Object.keys(GROUPS).map((name) => `  - id: ${slug(name)}\n    name: ${name}\n`);
  const site = `name: Example\nurl: https://status.example.com\ntimezone: Europe/Copenhagen\ngroups:\n${groups.join('')}`;
  const components = Object.entries(GROUPS).flatMap(([group, names]) =>
    names.map((name, index) => ({
      path: `components/${slug(name)}.md`,
      text: `---\nname: ${name}\ngroup: ${slug(group)}\norder: ${index + 1}\nsince: 2021-01-01\n---\n\n${name}, as customers see it.\n`,
    })),
  );
  const severities = [1, 2, 3, 4].map((level) => ({
    path: `severities/sev${level}.md`,
    text: `---\nname: SEV${level}\nlevel: ${level}\nsummary: Severity ${level} of four.\n---\n\nWhat it means to be of severity ${level}.\n`,
  }));
  return [{ path: 'site.yaml', text: site }, ...components, ...severities];
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

function day(at: number): string {
  return instant(at).slice(0, 10);
}

function instant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function wholeMinute(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}

/** A xorshift generator: the same numbers for the same seed on every machine. */
function makeRandom(seed: number): Random {
  let state = (seed ^ 0x9e37_79b9) >>> 0 || 1;
  function share(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  }
  return {
    share,
    whole: (from, to) => from + Math.floor(share() * (to - from + 1)),
    pick<Item>(items: readonly Item[]): Item {
      return items[Math.floor(share() * items.length)] as Item;
    },
  };
}

export interface TextFile {
  path: string;
  text: string;
}

export interface Workload {
  content: TextFile[];
  eleventy: TextFile[];
  /** One incident with one more update, and where to look for it once it is built. */
  change: TextFile & { page: string; words: string };
}

interface Random {
  /** From 0 up to, but not, 1. */
  share: () => number;
  /** A whole number, both ends included. */
  whole: (from: number, to: number) => number;
  pick: <Item>(items: readonly Item[]) => Item;
}

interface Incident {
  id: string;
  title: string;
  severity: string;
  kind: string;
  cause: string;
  started: number;
  detected: number;
  impacts: [component: string, impact: string][];
  updates: Update[];
}

interface Update {
  at: number;
  heading: string;
  text: string;
}
