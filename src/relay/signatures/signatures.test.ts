import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Bytes, bytesOf, fromBase64 } from './bytes.ts';
import { isOneOf } from './digest.ts';
import { grafana } from './grafana.ts';
import { github, pagerduty, sentry } from './plain.ts';
import type { Scheme } from './scheme.ts';
import { standardWebhooks } from './standard-webhooks.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const SECONDS = String(NOW / 1000);
const BODY = '{"event":{"id":"01BWDWL3NYY7LUFPZCC28QUCMK"}}';
const [OLD, NEW] = [bytesOf('the secret of last year'), bytesOf('the secret of this year')];
const hex = (secret: Bytes, data: string): string => createHmac('sha256', secret).update(data).digest('hex');
const base64 = (secret: Bytes, data: string): string => createHmac('sha256', secret).update(data).digest('base64');

const SIGN: Record<
  string,
  { scheme: Scheme; sign: (secret: Bytes, body: string, seconds: string) => Record<string, string> }
> = {
  github: { scheme: github, sign: (secret, body) => ({ 'X-Hub-Signature-256': `sha256=${hex(secret, body)}` }) },
  sentry: { scheme: sentry, sign: (secret, body) => ({ 'Sentry-Hook-Signature': hex(secret, body) }) },
  pagerduty: { scheme: pagerduty, sign: (secret, body) => ({ 'X-PagerDuty-Signature': `v1=${hex(secret, body)}` }) },
  grafana: { scheme: grafana, sign: (secret, body) => ({ 'X-Grafana-Alerting-Signature': hex(secret, body) }) },
  'grafana with time': {
    scheme: grafana,
    sign: (secret, body, seconds) => ({
      'X-Grafana-Alerting-Signature': hex(secret, `${seconds}:${body}`),
      'X-Grafana-Alerting-Timestamp': seconds,
    }),
  },
  'standard webhooks': {
    scheme: standardWebhooks,
    sign: (secret, body, seconds) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${base64(secret, `msg_1.${seconds}.${body}`)}`,
    }),
  },
};

function check(
  scheme: Scheme,
  headers: Record<string, string>,
  secrets: Bytes[],
  body = BODY,
  now = NOW,
): Promise<string> {
  return scheme({ headers: new Headers(headers), body: bytesOf(body), now }, secrets);
}

for (const [name, { scheme, sign }] of Object.entries(SIGN)) {
  describe(name, () => {
    test('takes what its key signed, and while keys change what either signed', async () => {
      expect(await check(scheme, sign(NEW, BODY, SECONDS), [NEW])).toBe('right');
      for (const secret of [OLD, NEW])
        expect(await check(scheme, sign(secret, BODY, SECONDS), [OLD, NEW])).toBe('right');
    });

    test('refuses another key, another body, and none', async () => {
      expect(await check(scheme, sign(OLD, BODY, SECONDS), [NEW])).toBe('wrong');
      expect(await check(scheme, sign(NEW, BODY, SECONDS), [NEW], `${BODY} `)).toBe('wrong');
      expect(await check(scheme, {}, [NEW])).toBe('missing');
    });

    test('refuses signatures of any length without failing', async () => {
      const headers = sign(NEW, BODY, SECONDS);
      for (const [header, value] of Object.entries(headers))
        for (const wrong of [
          value.slice(0, -1),
          `${value}0`,
          'x',
          'v1=',
          'sha256=',
          'v1,',
          value.replace(/.$/, (last) => (last === '1' ? '2' : '1')),
          'é',
        ])
          expect(['wrong', 'missing']).toContain(await check(scheme, { ...headers, [header]: wrong }, [NEW]));
    });
  });
}

for (const name of ['grafana with time', 'standard webhooks'] as const) {
  test(`${name} holds for five minutes, back and ahead`, async () => {
    const { scheme, sign } = SIGN[name] ?? expect.fail();
    const verdictAt = (offset: number): Promise<string> =>
      check(scheme, sign(NEW, BODY, String(NOW / 1000 + offset)), [NEW]);
    for (const offset of [-300, 0, 300]) expect(await verdictAt(offset)).toBe('right');
    for (const offset of [-301, 301, -86_400, 1e9]) expect(await verdictAt(offset)).toBe('stale');
    expect(await check(scheme, sign(NEW, BODY, '1e99'), [NEW])).toBe('stale');
  });
}

test('GitHub: the example of its own documentation', async () => {
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  const secret = bytesOf("It's a Secret to Everybody");
  expect(await check(github, { 'X-Hub-Signature-256': signature }, [secret], 'Hello, World!')).toBe('right');
});

test('Standard Webhooks: the example of its own libraries', async () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const secret = fromBase64('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw') ?? expect.fail();
  expect(await check(standardWebhooks, headers, [secret], '{"test": 2432232314}', 1_614_265_330_000)).toBe('right');
  expect(await check(standardWebhooks, headers, [secret], '{"test": 2432232315}', 1_614_265_330_000)).toBe('wrong');
});

test('of several signatures, one that is right is enough', async () => {
  const both = `v1=${hex(OLD, BODY)}, v1=${hex(NEW, BODY)},v2=something`;
  expect(await check(pagerduty, { 'X-PagerDuty-Signature': both }, [NEW])).toBe('right');
  const standard = `v1a,other v1,AAAA v1,${base64(NEW, `msg_1.${SECONDS}.${BODY}`)}`;
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': SECONDS, 'webhook-signature': standard };
  expect(await check(standardWebhooks, headers, [NEW])).toBe('right');
});

test('a thousand signatures are not looked at', async () => {
  const many = `${'v1=0,'.repeat(1_000)}v1=${hex(NEW, BODY)}`;
  expect(await check(pagerduty, { 'X-PagerDuty-Signature': many }, [NEW])).toBe('wrong');
});

test('texts of different lengths are compared without failing', async () => {
  expect(await isOneOf(['a'], ['a', 'bb'])).toBe(true);
  expect(await isOneOf(['', 'aa'], ['a'])).toBe(false);
  expect(await isOneOf([], ['a'])).toBe(false);
  expect(await isOneOf(['a'], [])).toBe(false);
});

test('base 64 is read only as it is usually written', () => {
  expect(fromBase64('AAA=')).toEqual(new Uint8Array(2));
  for (const text of ['AAB=', 'AA', 'A', '', 'AAAA=', 'AA A', '-_-_'])
    expect(fromBase64(text)?.length ?? 'none', text).toBe(text === 'AA' ? 1 : 'none');
});
