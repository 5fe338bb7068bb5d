import { expect, test } from 'vitest';
import { isReadableType, type Payload, readPayload } from './body.ts';
import { bytesOf } from './signatures/bytes.ts';

test('JSON is read under every name that tools give it', async () => {
  for (const type of [
    'application/json',
    'Application/JSON; charset=utf-8',
    'text/plain; charset=UTF-8',
    '',
    'application/cloudevents+json',
  ]) {
    expect(isReadableType(type), type).toBe(true);
    expect(await readPayload(bytesOf('\ufeff{"a":1}'), type)).toEqual({ text: '{"a":1}', value: { a: 1 } });
  }
  for (const type of ['text/html', 'application/xml', 'image/png', 'application/jsonp'])
    expect(isReadableType(type), type).toBe(false);
});

test('a form is read as the JSON in it, or as its fields', async () => {
  const form = (fields: Record<string, string>): Promise<unknown> =>
    readPayload(bytesOf(new URLSearchParams(fields).toString()), 'application/x-www-form-urlencoded').then(
      payloadValue,
    );
  expect(await form({ payload: '{"zen":"Keep it simple"}' })).toEqual({ zen: 'Keep it simple' });
  expect(await form({ monitorID: '7', alertType: '1' })).toEqual({ monitorID: '7', alertType: '1' });
  expect(await form({ data: 'no JSON', __proto__x: '1' })).toEqual({ data: 'no JSON', __proto__x: '1' });
});

test('a form with parts is read the same way', async () => {
  const fields = new FormData();
  fields.set('data', '{"heartbeat":null}');
  const request = new Request('http://relay.test', { method: 'POST', body: fields });
  const type = request.headers.get('content-type') ?? '';
  const body = new Uint8Array(await request.arrayBuffer());
  expect(await readPayload(body, type).then(payloadValue)).toEqual({ heartbeat: null });
  expect(await readPayload(body.slice(0, 60), type)).toHaveProperty('problem');
});

test('what is not text, not a form, or too many fields is told', async () => {
  expect(await readPayload(new Uint8Array([0x7b, 0xff, 0x7d]), 'application/json')).toHaveProperty('problem');
  expect(await readPayload(bytesOf('x'), 'multipart/form-data')).toHaveProperty('problem');
  expect(await readPayload(bytesOf('a=1&'.repeat(201)), 'application/x-www-form-urlencoded')).toHaveProperty('problem');
});

function payloadValue(payload: Payload): unknown {
  return 'value' in payload ? payload.value : payload;
}
