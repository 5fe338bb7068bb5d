import { expect, test } from 'vitest';
import { type Ledger, printLedger, readLedger, type Sent, toldTo, withSent } from './ledger.ts';

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
  const ledger: Ledger = { since: NOW, known: ['maintenance/a/plan'], sent: [line(NOW), line(NOW + 1)] };
  const text = printLedger(ledger);
  expect(readLedger(text)).toEqual(ledger);
  expect(readLedger(text.replace('"channel":"world"', 'broken'))).toEqual({ ...ledger, sent: [line(NOW + 1)] });
  expect(readLedger('')).toEqual({ since: undefined, known: [], sent: [] });
});

test('after two weeks only what still goes on is remembered', () => {
  const sent = [line(NOW - 15 * DAY, 'incidents/old'), line(NOW - 15 * DAY, 'incidents/long'), line(NOW - 13 * DAY)];
  const after = withSent({ since: 0, known: [], sent }, line(NOW), new Set(['incidents/long']));
  expect(after.sent.map(({ tells }) => tells[0]?.about)).toEqual(['incidents/long', 'incidents/a', 'incidents/a']);
});

test('what was told of an incident under its former name counts for what it has become', () => {
  const told = toldTo('world', { since: 0, known: [], sent: [line(NOW)] }, new Map([['a', 'b']]));
  expect([...told.keys]).toEqual(['incidents/a/u1', 'incidents/b/u1']);
  expect(told.heard.get('incidents/b')).toMatchObject({ over: false, ids: [`n${NOW}`] });
});

test('what was taken back counts as never told', () => {
  const sent = [line(NOW), line(NOW + 1, 'incidents/a', 'withdrawn')];
  const told = toldTo('world', { since: 0, known: [], sent }, new Map());
  expect([told.keys.size, told.heard.size, told.moments.length]).toEqual([0, 0, 2]);
});
