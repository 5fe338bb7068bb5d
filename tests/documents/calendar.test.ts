import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { sync as nodeIcal } from 'node-ical';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDocuments } from '../../src/documents/calendars.ts';
import { viewContext } from '../../src/views/view-context.ts';
import { snapshotWith } from '../fixtures/content.ts';
import { sampleSite, snapshotAt } from '../support/build.ts';
import { filesOf } from '../support/site.ts';

let root: string;
let calendars: { file: string; text: string }[];

beforeAll(async () => {
  root = await sampleSite();
  calendars = filesOf(root, '**/*.ics').map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
});

test('two independent readers find the same events with the same words and times in every calendar', () => {
  expect(calendars.length).toBeGreaterThan(20);
  for (const { file, text } of calendars) expect(readByIcalJs(text), file).toEqual(readByNodeIcal(text));
});

test('what a reader writes again reads the same', () => {
  for (const { file, text } of calendars) {
    const again = new ICAL.Component(ICAL.parse(text)).toString();
    expect(readByIcalJs(again), file).toEqual(readByIcalJs(text));
  }
});

test('every maintenance stands in the calendar of everything, at the time of its work and in its own component', () => {
  const events = readByIcalJs(textOf('calendar.ics'));
  const { maintenance } = snapshotAt('content');
  expect(events.map((event) => event.uid).toSorted()).toEqual(
    maintenance.map((one) => `maintenance/${one.id}@status.parcelwright.example`).toSorted(),
  );
  for (const work of maintenance) {
    const event = events.find((one) => one.uid.startsWith(`maintenance/${work.id}@`));
    const [from, to] = work.cancelled ? [work.start, work.end] : [work.window.from, work.window.to];
    expect(event).toMatchObject({ from, to, title: work.cancelled ? `Cancelled: ${work.title}` : work.title });
    for (const component of work.components) {
      const own = readByIcalJs(textOf(`components/${component}/calendar.ics`));
      expect(own.map((one) => one.uid)).toContain(event?.uid);
    }
  }
});

test('a line is at most 75 octets, ends with CR LF, and no character is cut in two', () => {
  for (const { file, text } of calendars) {
    expect(text.endsWith('END:VCALENDAR\r\n'), file).toBe(true);
    expect(text.replaceAll('\r\n', ''), file).not.toMatch(/[\r\n\uFFFD]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), `${file}: ${line}`).toBeLessThanOrEqual(75);
  }
});

test('events block nobody, programs ask every hour, and each says when it was last changed', () => {
  for (const { text } of calendars) {
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
    const count = (line: RegExp): number => [...text.matchAll(line)].length;
    const events = count(/^BEGIN:VEVENT\r$/gm);
    for (const line of [/^TRANSP:TRANSPARENT\r$/gm, /^LAST-MODIFIED:\d{8}T\d{6}Z\r$/gm, /^SEQUENCE:\d+\r$/gm]) {
      expect(count(line)).toBe(events);
    }
  }
});

test('what is written about a maintenance raises its sequence number and keeps its identity', () => {
  const [first, moved, edited] = [
    PLAN,
    `${PLAN}${MOVE}`,
    `${PLAN}${MOVE.replace('scheduled', 'scheduled · edited 2026-11-20 12:00 UTC')}`,
  ];
  const read = (text: string | undefined) => eventOf(text ?? '');
  expect(read(moved).uid).toBe(read(first).uid);
  expect([first, moved, edited].map((text) => read(text).sequence)).toEqual([1, 2, 3]);
  expect(read(edited).changed).toBe(Date.parse('2026-11-20T12:00:00Z'));
});

test('a cancelled maintenance stays where it was planned, and says that it is off', () => {
  const event = eventOf(`${PLAN}## 2026-11-20 10:00 UTC · cancelled\n\nNot needed.\n`);
  expect(event).toMatchObject({
    status: 'CANCELLED',
    title: 'Cancelled: Move',
    from: Date.parse('2026-11-25T02:00:00Z'),
    to: Date.parse('2026-11-25T04:00:00Z'),
  });
});

describe('a series is one event for each window', () => {
  const SERIES = 'maintenance/2026/2026-10-18-upkeep.md';
  const OWN = 'maintenance/2026/2026-11-29-upkeep.md';
  const windows = (files: Record<string, string>): Map<string, CalendarEvent> => {
    const text = calendarOf({ 'maintenance/2026/2026-11-25-ledger-upgrade.md': undefined, [SERIES]: WEEKLY, ...files });
    expect(text).not.toMatch(/RRULE|RECURRENCE-ID|TZID/);
    const events = readByIcalJs(text);
    expect(events).toEqual(readByNodeIcal(text));
    return new Map(
      events.map((event) => [event.uid.slice('maintenance/'.length, -'-upkeep@status.example.com'.length), event]),
    );
  };

  test('at its local hour on both sides of a change of clocks', () => {
    const hours = [...windows({})].map(([day, { from }]) => [day, new Date(from ?? 0).toISOString().slice(11, 16)]);
    expect(hours.toSorted().slice(0, 3)).toEqual([
      ['2026-10-18', '01:00'],
      ['2026-10-25', '02:00'],
      ['2026-11-01', '02:00'],
    ]);
  });

  test('one that moves stays the same event, with a higher number', () => {
    const moved = WEEKLY.replaceAll('2026-10-18T01', '2026-12-01T03')
      .replaceAll('2026-10-18T02', '2026-12-01T04')
      .replace('repeat: every week', 'occurrence: {of: 2026-10-18-upkeep, start: 2026-11-29T02:00:00Z}')
      .concat('## 2026-11-20 10:00 UTC · scheduled\n\nLater.\n');
    const [before, after] = [windows({}), windows({ [OWN]: moved })];
    expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
    expect(after.size).toBe(before.size);
    const [old, fresh] = [before.get('2026-11-29'), after.get('2026-11-29')];
    expect(fresh).toMatchObject({ uid: old?.uid, from: Date.parse('2026-12-01T03:00Z'), status: 'CONFIRMED' });
    expect(fresh?.sequence).toBeGreaterThan(old?.sequence ?? Number.POSITIVE_INFINITY);
    for (const [day, event] of before) if (day !== '2026-11-29') expect(after.get(day)).toEqual(event);
  });

  test('one that is cancelled says so, and no other does', () => {
    const after = windows({ [SERIES]: `${WEEKLY}## 2026-11-21 10:00 UTC · cancelled\n\nNo.\n` });
    const cancelled = [...after].filter(([, { status }]) => status === 'CANCELLED').map(([day]) => day);
    expect(cancelled).toEqual(['2026-11-22']);
  });
});

test('an incident that goes on has a start and no end', () => {
  const open = readByIcalJs(textOf('incidents/calendar.ics')).find((event) => event.title.includes('Tracking events'));
  expect(open).toMatchObject({ from: Date.parse('2026-11-21T11:08:00Z'), to: undefined });
});

const PLAN =
  '---\ntitle: Move\nstart: 2026-11-25T02:00:00Z\nend: 2026-11-25T04:00:00Z\ncomponents: [ledger]\n---\n\nWe move.\n\n## 2026-11-18 10:00 UTC · scheduled\n\nPlanned.\n\n';
const MOVE = '## 2026-11-19 10:00 UTC · scheduled\n\nLater than we thought.\n';

const WEEKLY =
  '---\ntitle: Upkeep\nstart: 2026-10-18T01:00:00Z\nend: 2026-10-18T02:00:00Z\nrepeat: every week\ncomponents: [ledger]\n---\n\nPatches.\n\n';

function calendarOf(files: Record<string, string | undefined>): string {
  const context = viewContext(snapshotWith(files), { base: '', origin: 'https://status.example.com' });
  return String(
    calendarDocuments(context)
      .find((one) => one.path === 'calendar.ics')
      ?.content(),
  );
}

/** The only event of the calendar of one maintenance. */
function eventOf(file: string): CalendarEvent {
  const [event] = readByIcalJs(calendarOf({ 'maintenance/2026/2026-11-25-ledger-upgrade.md': file }));
  if (!event) throw new Error('The calendar is empty.');
  return event;
}

function textOf(file: string): string {
  return calendars.find((one) => one.file === file)?.text ?? '';
}

function readByIcalJs(text: string): CalendarEvent[] {
  const component = new ICAL.Component(ICAL.parse(text));
  return component.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    const time = (name: string): number | undefined =>
      (one.getFirstPropertyValue(name) as ICAL.Time | null)?.toJSDate().getTime();
    return {
      uid: event.uid,
      title: event.summary,
      text: event.description,
      from: time('dtstart'),
      to: time('dtend'),
      changed: time('last-modified'),
      sequence: event.sequence,
      status: String(one.getFirstPropertyValue('status')),
    };
  });
}

function readByNodeIcal(text: string): CalendarEvent[] {
  return Object.values(nodeIcal.parseICS(text)).flatMap((one) => {
    if (one?.type !== 'VEVENT') return [];
    return [
      {
        uid: one.uid,
        title: String(one.summary),
        text: String(one.description),
        from: one.start?.getTime(),
        to: text.includes('DTEND') && one.end?.getTime() !== one.start?.getTime() ? one.end?.getTime() : undefined,
        changed: one.lastmodified?.getTime(),
        sequence: Number(one.sequence),
        status: String(one.status),
      },
    ];
  });
}

interface CalendarEvent {
  uid: string;
  title: string;
  text: string;
  from: number | undefined;
  to: number | undefined;
  changed: number | undefined;
  sequence: number;
  status: string;
}
