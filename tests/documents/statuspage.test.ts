import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SiteDocument } from '../../src/documents/document.ts';
import { siteDocuments } from '../../src/documents/documents.ts';
import { worst } from '../../src/domain/component-state.ts';
import { viewContext } from '../../src/views/view-context.ts';
import { snapshotWith } from '../fixtures/content.ts';
import { sampleSite } from '../support/build.ts';

// What captures of real pages hold, key by key and in this order.
const PAGE = 'id name url time_zone updated_at';
const COMPONENT =
  'id name status created_at updated_at position description showcase start_date group_id page_id group only_show_if_degraded';
const GROUP = `${COMPONENT} components`;
const SHARED =
  'id name status created_at updated_at monitoring_at resolved_at impact shortlink started_at page_id incident_updates components';
const INCIDENT = `${SHARED} reminder_intervals`;
const MAINTENANCE = `${SHARED} scheduled_for scheduled_until`;
const UPDATE =
  'id status body incident_id created_at updated_at display_at affected_components deliver_notifications custom_tweet tweet_id';
const AFFECTED = 'code name old_status new_status';
const DOCUMENTS = {
  summary: 'page components incidents scheduled_maintenances status',
  status: 'page status',
  components: 'page components',
  incidents: 'page incidents',
  'incidents/unresolved': 'page incidents',
  'scheduled-maintenances': 'page scheduled_maintenances',
  'scheduled-maintenances/upcoming': 'page scheduled_maintenances',
  'scheduled-maintenances/active': 'page scheduled_maintenances',
};
const STATUSES = ['operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'];
const STARTED = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'];
const PLANNED = ['scheduled', 'in_progress', 'verifying', 'completed'];

let documents: Record<string, Document>;

beforeAll(async () => {
  const root = await sampleSite();
  documents = Object.fromEntries(
    Object.keys(DOCUMENTS).map((name) => [name, JSON.parse(readFileSync(join(root, `api/v2/${name}.json`), 'utf8'))]),
  );
});

test.each(Object.entries(DOCUMENTS))(
  '%s.json has the keys of real captures in their order, nothing more',
  (name, keys) => {
    const document = documents[name];
    expect(keysOf(document)).toBe(keys);
    expect(keysOf(document?.page)).toBe(PAGE);
    if (document?.status) expect(keysOf(document.status)).toBe('indicator description');
    for (const one of document?.components ?? []) expect(keysOf(one)).toBe(one.group ? GROUP : COMPONENT);
    for (const one of document?.incidents ?? []) expectStory(one, INCIDENT);
    for (const one of document?.scheduled_maintenances ?? []) expectStory(one, MAINTENANCE);
  },
);

test('states, impacts and indicators are words that clients know', () => {
  for (const one of components()) expect(STATUSES).toContain(one.status);
  for (const one of incidents()) {
    expect(STARTED).toContain(one.status);
    expect(['none', 'minor', 'major', 'critical']).toContain(one.impact);
    for (const update of one.incident_updates) expect(STARTED).toContain(update.status);
  }
  for (const one of maintenances()) {
    expect(PLANNED).toContain(one.status);
    expect(one.impact).toBe('maintenance');
    for (const update of one.incident_updates) expect(PLANNED).toContain(update.status);
  }
  const { status } = documents['status'] ?? {};
  expect(['none', 'minor', 'major', 'critical', 'maintenance']).toContain(status?.indicator);
});

test('components stand by position, positions begin anew in each group, and all children are rows of their own', () => {
  const rows = components();
  expect(rows.map((one) => one.position)).toEqual(rows.map((one) => one.position).toSorted((a, b) => a - b));
  const groups = rows.filter((one) => one.group);
  expect(groups.map((one) => one.position)).toEqual(groups.map((_, index) => index + 1));
  for (const group of groups) {
    const children = rows.filter((one) => one.group_id === group.id);
    expect(children.map((one) => one.id).toSorted()).toEqual(group.components?.toSorted());
    expect(children.map((one) => one.position).toSorted((a, b) => a - b)).toEqual(
      children.map((_, index) => index + 1),
    );
    expect(group.group_id).toBeNull();
  }
});

test('a group is as its worst child', () => {
  const rows = components();
  const state = {
    operational: 'operational',
    under_maintenance: 'maintenance',
    degraded_performance: 'degraded',
  } as const;
  const back = (status: string) =>
    state[status as keyof typeof state] ?? (status === 'partial_outage' ? 'partial' : 'major');
  for (const group of rows.filter((one) => one.group)) {
    const children = rows.filter((one) => one.group_id === group.id).map((one) => back(one.status));
    expect(back(group.status)).toBe(worst(children));
  }
});

test('updates come newest first, and so do incidents', () => {
  for (const one of [...incidents(), ...maintenances()])
    expectNewestFirst(one.incident_updates.map((update) => update.created_at));
  expectNewestFirst(incidents().map((one) => one.started_at));
});

test('a page without trouble, and each kind of trouble, has the words of real pages', () => {
  const impacts: Record<string, [indicator: string, description: string]> = {
    '': ['none', 'All Systems Operational'],
    'payments: degraded': ['minor', 'Partially Degraded Service'],
    'payments: partial outage': ['minor', 'Minor Service Outage'],
    'payments: major outage': ['major', 'Partial System Outage'],
    'payments: major outage\n  ledger: degraded': ['major', 'Partial System Outage'],
    'payments: major outage\n  ledger: major outage\n  search: major outage': ['critical', 'Major Service Outage'],
  };
  for (const [hit, [indicator, description]] of Object.entries(impacts)) {
    expect(made(openIncident(hit))['summary']?.status, hit).toEqual({ indicator, description });
  }
  const works = { 'maintenance/2026/2026-11-21-work.md': WORK };
  expect(made(works)['summary']?.status.description).toBe('Service Under Maintenance');
  const both = { ...works, ...openIncident('ledger: partial outage') };
  expect(made(both)['summary']?.status).toEqual({ indicator: 'minor', description: 'Minor Service Outage' });
});

test("the page's status follows components alone, whatever incidents say", () => {
  const { summary, 'incidents/unresolved': unresolved } = made(openIncident('', 'severity: sev1'));
  expect(summary?.status.indicator).toBe('none');
  expect(unresolved?.incidents.map((one) => one.impact)).toEqual(['critical']);
});

test('each update says how components were before and after it', () => {
  const [incident] = made({})['incidents']?.incidents ?? [];
  const steps = incident?.incident_updates.map((update) => update.affected_components);
  const step = (old_status: string, new_status: string) => [
    expect.objectContaining({ name: 'Money - Payments', old_status, new_status }),
  ];
  expect(steps?.toReversed()).toEqual([
    step('operational', 'degraded_performance'),
    step('degraded_performance', 'partial_outage'),
    step('partial_outage', 'operational'),
  ]);
});

test("times have milliseconds and the offset of the page's zone on their own date", () => {
  const text = JSON.stringify(Object.values(documents));
  const times = [...text.matchAll(/_(?:at|for|until)":"([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(times.length).toBeGreaterThan(500);
  for (const time of times) {
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0[12]:00$/);
    const clock = new Date(time).toLocaleString('sv-SE', { timeZone: 'Europe/Copenhagen' });
    expect(time.slice(0, 19).replace('T', ' ')).toBe(clock);
  }
  expect(new Set(times.map((time) => time.slice(-6)))).toEqual(new Set(['+01:00', '+02:00']));
  const utc = made({
    'site.yaml': 'name: Example\nurl: https://status.example.com\ngroups: [{ id: money, name: Money }]\n',
  });
  expect(utc['status']?.page).toMatchObject({ time_zone: 'Etc/UTC' });
  expect(JSON.stringify(utc['incidents'])).toContain('"started_at":"2026-11-18T09:00:00.000Z"');
});

test('codes are twelve letters and digits, alike in all documents and for good', () => {
  const codes = [...JSON.stringify(documents).matchAll(/"(?:id|code|incident_id|page_id|group_id)":"([^"]+)"/g)];
  for (const [, code] of codes) expect(code).toMatch(/^[a-z0-9]{12}$/);
  const ids = incidents().flatMap((one) => [one.id, ...one.incident_updates.map((update) => update.id)]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(made({})['components']?.components.map((one) => one.id)).toMatchInlineSnapshot(`
    [
      "727fi7mf2xki",
      "ww25j1x5cuer",
      "1emrrbr6kgwb",
      "b8b2z5rlppik",
    ]
  `);
});

test('what is planned, running and over stands where clients look for it', () => {
  const files = {
    'maintenance/2026/2026-11-21-work.md': WORK,
    'maintenance/2026/2026-11-25-later.md': WORK.replaceAll('2026-11-21', '2026-11-25'),
    'maintenance/2026/2026-11-01-before.md': WORK.replaceAll('2026-11-21', '2026-11-01'),
    'maintenance/2026/2026-11-26-off.md': `${WORK.replaceAll('2026-11-21', '2026-11-26')}\n## 2026-11-20 10:00 UTC · cancelled\n\nNot needed.\n`,
  };
  const all = made(files);
  const statuses = (name: string): string[] =>
    (all[name]?.scheduled_maintenances ?? []).map((one) => `${one.scheduled_for?.slice(0, 10)} ${one.status}`);
  expect(statuses('scheduled-maintenances/active')).toEqual(['2026-11-21 in_progress']);
  expect(statuses('scheduled-maintenances/upcoming')).toEqual(['2026-11-25 scheduled']);
  expect(statuses('summary')).toEqual(['2026-11-21 in_progress', '2026-11-25 scheduled']);
  expect(statuses('scheduled-maintenances').toSorted()).toEqual([
    '2026-11-01 completed',
    '2026-11-21 in_progress',
    '2026-11-25 scheduled',
    '2026-11-26 completed',
  ]);
});

const WORK =
  '---\ntitle: Work\nstart: 2026-11-21T10:00:00Z\nend: 2026-11-21T14:00:00Z\ncomponents: [search]\n---\n\nWe work.\n';

test('an incident with a published post-mortem says so, newest of all, and where to read it', () => {
  const postmortem =
    '---\ntitle: Slow payments\nstatus: published\npublished: 2026-11-20\nsummary: A pool ran dry.\n---\n\nText.\n';
  const [incident] = made({ 'postmortems/2026-11-18-slow-payments.mdx': postmortem })['incidents']?.incidents ?? [];
  expect(incident).toMatchObject({ status: 'postmortem', resolved_at: '2026-11-18T11:30:00.000+01:00' });
  expect(incident?.incident_updates[0]).toMatchObject({
    status: 'postmortem',
    body: 'A pool ran dry.\n\nhttps://status.example.com/postmortems/2026-11-18-slow-payments/',
  });
  expect(made({})['incidents']?.incidents[0]?.status).toBe('resolved');
});

test('work that the clock began or ended says so in its newest update', () => {
  const newest = (file: string): (string | undefined)[] => {
    const [one] =
      made({ 'maintenance/2026/2026-11-21-work.md': file })['scheduled-maintenances']?.scheduled_maintenances ?? [];
    return [one?.status, ...(one?.incident_updates.map((update) => update.status) ?? [])];
  };
  expect(newest(WORK)).toEqual(['in_progress', 'in_progress', 'scheduled']);
  const over = WORK.replace('end: 2026-11-21T14', 'end: 2026-11-21T11');
  expect(newest(over)).toEqual(['completed', 'completed', 'in_progress', 'scheduled']);
  const begun = `${over}\n## 2026-11-21 10:02 UTC · in progress\n\nBegun.\n`;
  expect(newest(begun)).toEqual(['completed', 'completed', 'in_progress', 'scheduled']);
  const noted = `${WORK}\n## 2026-11-21 11:00 UTC · update\n\nHalf done.\n`;
  expect(newest(noted)).toEqual(['in_progress', 'in_progress', 'in_progress', 'scheduled']);
});

test('a component that a person has put under maintenance is so in every document', () => {
  const search =
    '---\nname: Search\nsince: 2026-06-01\noverride:\n  state: under maintenance\n  from: 2026-11-21T08:00:00Z\n  reason: Moving.\n---\n\nFinds things.\n';
  const { status } = made({ 'components/search.md': search });
  expect(status?.status).toEqual({ indicator: 'maintenance', description: 'Service Under Maintenance' });
  expect(madeFile({ 'components/search.md': search }, 'api/v1/status.json')).toMatchObject({
    state: 'maintenance',
    sentence: 'Search under maintenance',
  });
});

test('a plan that nobody announced is told at once, and keeps its time from build to build', () => {
  const far = { 'maintenance/2027/2027-03-20-far.md': WORK.replaceAll('2026-11-21', '2027-03-20') };
  const at = (now: string): string[] =>
    ['api/v2/scheduled-maintenances/upcoming.json', 'maintenance/feed.json', 'calendar.ics'].map((path) =>
      JSON.stringify(madeFile(far, path, now)),
    );
  expect(at('2026-11-21T15:00:00Z')).toEqual(at('2026-11-21T12:00:00Z'));
  const feed = madeFile(far, 'maintenance/feed.json') as { items: { title: string; date_published: string }[] };
  expect(feed.items.map((item) => item.title)).toEqual(['Scheduled: Work']);
  expect(Date.parse(feed.items[0]?.date_published ?? '')).toBeLessThan(Date.parse('2026-11-21T12:00:00Z'));
});

test('what people noted for themselves in a comment is in no document', () => {
  const files = openIncident('payments: degraded', 'severity: sev2', 'Slow. <!-- NOTED --> `<!-- SHOWN -->`');
  const all = madeAll(files).map((one) => String(one.content()));
  expect(all.filter((text) => text.includes('NOTED'))).toEqual([]);
  expect(all.filter((text) => text.includes('SHOWN')).length).toBeGreaterThan(5);
});

test('sites in two folders of one host tell nothing under the same id', () => {
  const site = (folder: string): Record<string, string> => ({
    'site.yaml': `name: Example\nurl: https://host.example/${folder}\n`,
    'maintenance/2026/2026-11-21-work.md': WORK,
  });
  const ids = (folder: string): string[] => {
    const feed = madeFile(site(folder), 'feed.json') as { items: { id: string }[] };
    const events = [...String(madeFile(site(folder), 'calendar.ics')).matchAll(/UID:(.*)\r/g)].map(
      (match) => match[1] ?? '',
    );
    return [...feed.items.map((item) => item.id), ...events];
  };
  const [one, other] = [ids('one'), ids('other')];
  expect(one.length).toBeGreaterThan(3);
  expect(one.filter((id) => other.includes(id))).toEqual([]);
});

describe('what somebody wrote', () => {
  test('comes as text with its paragraphs', () => {
    const text = 'One **bold** word.\n\n- a\n- b <script>x</script>\n\n[A page](https://a.example/)';
    const files = openIncident('payments: degraded', 'severity: sev2', text);
    expect(made(files)['incidents/unresolved']?.incidents[0]?.incident_updates[0]?.body).toBe(
      'One bold word.\n\n- a\n- b\n\nA page (https://a.example/)',
    );
  });
});

// The small content without what goes on in it.
const QUIET = {
  'incidents/2026/2026-11-21-search-down.md': undefined,
  'maintenance/2026/2026-11-25-ledger-upgrade.md': undefined,
  'postmortems/2026-11-18-slow-payments.mdx': undefined,
};

/** The eight documents of the small content with changes. */
function made(changes: Record<string, string>): Record<string, Required<Document>> {
  return Object.fromEntries(
    madeAll(changes)
      .filter((one) => one.path.startsWith('api/v2/'))
      .map((one) => [one.path.slice(7, -5), JSON.parse(String(one.content()))]),
  );
}

/** One file of the small content with changes, read where it is JSON. */
function madeFile(changes: Record<string, string>, path: string, now?: string): unknown {
  const text = String(
    madeAll(changes, now)
      .find((one) => one.path === path)
      ?.content(),
  );
  return path.endsWith('.json') ? JSON.parse(text) : text;
}

function madeAll(changes: Record<string, string>, now = '2026-11-21T12:00:00Z'): SiteDocument[] {
  const snapshot = snapshotWith({ ...QUIET, ...changes }, { now: Date.parse(now) });
  const context = viewContext(snapshot, { base: '', origin: 'https://status.example.com' });
  const documents = siteDocuments(context, { widget: '', picture: () => Promise.resolve(new Uint8Array()) });
  return documents.filter((one) => !one.path.endsWith('.png'));
}

function openIncident(hit: string, severity = 'severity: sev2', text = 'Looking.'): Record<string, string> {
  const components = hit === '' ? '' : `components:\n  ${hit}\n`;
  return {
    'incidents/2026/2026-11-21-open.md': `---\ntitle: Open\n${severity}\n${components}---\n\n## 2026-11-21 11:00 UTC · investigating\n\n${text}\n`,
  };
}

function expectStory(story: Story, keys: string): void {
  expect(keysOf(story)).toBe(keys);
  expect(story.incident_updates.length).toBeGreaterThan(0);
  for (const one of story.components) expect(keysOf(one)).toBe(COMPONENT);
  for (const update of story.incident_updates) {
    expect(keysOf(update)).toBe(UPDATE);
    expect(update.incident_id).toBe(story.id);
    for (const one of update.affected_components ?? []) expect(keysOf(one)).toBe(AFFECTED);
  }
}

function expectNewestFirst(times: readonly string[]): void {
  expect(times).toEqual(times.toSorted((a, b) => Date.parse(b) - Date.parse(a)));
}

function keysOf(value: object | undefined): string {
  return Object.keys(value ?? {}).join(' ');
}

function components(): Component[] {
  return documents['components']?.components ?? [];
}

function incidents(): Story[] {
  return documents['incidents']?.incidents ?? [];
}

function maintenances(): Story[] {
  return documents['scheduled-maintenances']?.scheduled_maintenances ?? [];
}

interface Component {
  id: string;
  status: string;
  position: number;
  group: boolean;
  group_id: string | null;
  components?: string[];
}

interface Update {
  id: string;
  status: string;
  incident_id: string;
  created_at: string;
  body: string;
  affected_components: object[] | null;
}

interface Story {
  id: string;
  status: string;
  impact: string;
  started_at: string;
  scheduled_for?: string;
  incident_updates: Update[];
  components: object[];
}

interface Document {
  page: object;
  status?: { indicator: string; description: string };
  components?: Component[];
  incidents?: Story[];
  scheduled_maintenances?: Story[];
}
