import { expect, test } from 'vitest';
import { EMPTY, type Ledger, printLedger, readLedger, type Sent, withSent } from './ledger.ts';
import { toldTo } from './told.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-24T10:00:00Z');

function line(sent: number, about = 'incidents/a', event: Sent['event'] = 'opened'): Sent {
  return {
    sent,
    channel: 'world',
    audience: 'public',
    id: `n${sent}`,
    event,
    tells: [{ about, event, title: 'A', keys: [`${about}/u1`] }],
  };
}

test('what is written is read again, and a line that cannot be read is an error that names it', () => {
  const work = line(NOW, 'maintenance/a', 'planned');
  const dated = { ...work, tells: work.tells.map((one) => ({ ...one, start: NOW, end: NOW + DAY })) };
  const ledger: Ledger = {
    begins: [{ since: NOW, channel: 'world', known: ['maintenance/a/plan'] }],
    hidden: ['incidents/draft'],
    shown: [{ shown: NOW, about: 'incidents/confirmed' }],
    claims: [{ until: NOW, channel: 'world', by: 'me' }],
    blind: [
      { blind: NOW, channel: 'team' },
      { blind: NOW, end: NOW + DAY },
    ],
    trials: [
      { again: NOW, channel: 'world', thread: 'incidents/a', whole: true, asked: false, failures: 2, unsure: 1 },
    ],
    sent: [line(NOW), dated],
  };
  const text = printLedger(ledger);
  expect(readLedger(text)).toEqual(ledger);
  expect(readLedger('')).toEqual(EMPTY);
  const lines = text.split('\n').slice(0, -1);
  for (const [index, whole] of lines.entries()) {
    for (const damaged of [
      '<<<<<<< HEAD',
      whole.slice(0, -1),
      whole.replace(/":/, 's":'),
      `${whole.slice(0, -1)},"x":1}`,
    ]) {
      const others = lines.with(index, damaged).join('\n');
      expect(() => readLedger(others), damaged).toThrow(new RegExp(`^Line ${index + 1} of \\.notices\\.jsonl on `));
    }
  }
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
  const after = withSent({ ...EMPTY, sent }, line(NOW), new Set(['incidents/long']));
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
