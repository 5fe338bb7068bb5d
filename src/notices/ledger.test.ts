import { expect, test } from 'vitest';
import { EMPTY, type Ledger, printLedger, readLedger, type Sent, withSent } from './ledger.ts';
import { toldTo } from './told.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-24T10:00:00Z');

function line(sent: number, about = 'incidents/a', event: Sent['event'] = 'opened'): Sent {
  return {
    sent,
    channel: 'world',
    id: `n${sent}`,
    event,
    tells: [{ about, event, title: 'A', keys: [`${about}/u1`] }],
  };
}

test('what is written is read again, and a line that cannot be read is left out', () => {
  const work = line(NOW, 'maintenance/a', 'planned');
  const dated = { ...work, tells: work.tells.map((one) => ({ ...one, start: NOW, end: NOW + DAY })) };
  const ledger: Ledger = {
    since: NOW,
    known: ['maintenance/a/plan'],
    hidden: ['incidents/draft'],
    shown: [{ shown: NOW, about: 'incidents/confirmed' }],
    claims: [{ until: NOW, channel: 'world', by: 'me' }],
    sent: [line(NOW), dated],
  };
  const text = printLedger(ledger);
  expect(readLedger(text)).toEqual(ledger);
  expect(readLedger(text.replace('"id":', 'broken'))).toEqual({ ...ledger, sent: [dated] });
  expect(readLedger('')).toEqual(EMPTY);
});

test('after two weeks only what still goes on is remembered, and of what a channel has not heard the end', () => {
  const old = (about: string, event?: Sent['event']): Sent => line(NOW - 15 * DAY, about, event);
  const sent = [
    old('incidents/over', 'resolved'),
    old('incidents/long', 'resolved'),
    old('incidents/gone'),
    old('postmortems/a', 'published'),
    line(NOW - 13 * DAY),
  ];
  const after = withSent({ ...EMPTY, since: 0, sent }, line(NOW), new Set(['incidents/long']));
  const kept = ['incidents/long', 'incidents/gone', 'incidents/a', 'incidents/a'];
  expect(after.sent.map(({ tells }) => tells[0]?.about)).toEqual(kept);
});

test('what was told of an incident under its former name counts for what it has become', () => {
  const told = toldTo('world', { sent: [line(NOW)] }, new Map([['a', 'b']]), NOW);
  expect([...told.keys]).toEqual(['incidents/a/u1', 'incidents/b/u1']);
  expect(told.heard.get('incidents/b')).toMatchObject({ over: false, ids: [`n${NOW}`] });
});

test('what was taken back counts as never told', () => {
  const sent = [line(NOW), line(NOW + 1, 'incidents/a', 'withdrawn')];
  const told = toldTo('world', { sent }, new Map(), NOW);
  expect([told.keys.size, told.heard.size, told.moments.length]).toEqual([0, 0, 2]);
});
