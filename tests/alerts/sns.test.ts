import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../src/alerts/sources/registry.ts';
import { createHandler } from '../../src/relay/handler.ts';
import { readKeys } from '../../src/relay/keys.ts';
import type { LogEvent } from '../../src/relay/log.ts';
import { createMetrics } from '../../src/relay/metrics.ts';
import { publicKeyIn } from '../../src/relay/signatures/certificate.ts';
import { CERTIFICATE, confirmation, notification, snsSender, TOPIC } from './sns-sender.ts';

const amazon = snsSender();
const stranger = snsSender();

/** A relay that knows one topic, and the addresses it went to. */
function relay(
  options: { topics?: string; fetch?: (address: string, init: RequestInit) => Promise<Response> } = {},
): Bench {
  const called: { address: string; init: RequestInit }[] = [];
  const spooled: string[] = [];
  const events: LogEvent[] = [];
  const clock = { now: Date.now() };
  const { topics = TOPIC } = options;
  const handle = createHandler({
    keys: readKeys({ ALERTS_TOPICS_CLOUDWATCH: topics, ALERTS_TOKEN_CLOUDWATCH: 'the-token-of-cloudwatch' }).keys,
    spool: {
      add: async ({ body }) => `${spooled.push(body)}`,
      addDead: async () => {},
      backlog: async () => ({ waiting: 0, oldestAt: undefined, dead: 0 }),
    },
    read: readMessage,
    now: () => clock.now,
    log: (event) => events.push(event),
    metrics: createMetrics(),
    fetch: async (address, init) => {
      called.push({ address, init });
      return options.fetch ? options.fetch(address, init) : new Response(amazon.pem);
    },
    handingOn: () => ({}),
  });
  return {
    called,
    spooled,
    events,
    clock,
    send: async (message, query = '') => {
      const body = JSON.stringify(message);
      const headers = { 'content-type': 'text/plain; charset=UTF-8' };
      const response = await handle(
        new Request(`http://relay.test/alerts/cloudwatch${query}`, { method: 'POST', body, headers }),
      );
      return response.status;
    },
  };
}

test('the certificate of the tests is one', () => {
  const { publicKey } = new X509Certificate(amazon.pem);
  expect(new X509Certificate(amazon.pem).verify(publicKey)).toBe(true);
  expect(Buffer.from(publicKeyIn(amazon.pem) ?? []).equals(publicKey.export({ type: 'spki', format: 'der' }))).toBe(
    true,
  );
});

test('what is no certificate has no key in it, wherever it is cut or bent', () => {
  const bytes = Buffer.from(amazon.pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
  const pem = (content: Buffer): string =>
    `-----BEGIN CERTIFICATE-----\n${content.toString('base64')}\n-----END CERTIFICATE-----`;
  for (let length = 0; length < 400; length += 7) expect(publicKeyIn(pem(bytes.subarray(0, length)))).toBeUndefined();
  for (let at = 0; at < bytes.length; at++)
    for (const value of [0, 0x7f, 0x84, 0xff]) {
      const bent = Buffer.from(bytes);
      bent[at] = value;
      expect(() => publicKeyIn(pem(bent))).not.toThrow();
    }
  for (const text of ['', 'x', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'])
    expect(publicKeyIn(text)).toBeUndefined();
});

describe('a notification', () => {
  test('is taken with either version of the signature, with and without a subject', async () => {
    const { send, spooled, called } = relay();
    const { Subject: _, ...plain } = notification();
    for (const version of ['1', '2'])
      for (const message of [notification(), plain])
        expect(await send(amazon.sign({ ...message, SignatureVersion: version }))).toBe(202);
    expect(spooled).toHaveLength(4);
    expect(called).toEqual([{ address: CERTIFICATE, init: { redirect: 'manual', signal: expect.any(AbortSignal) } }]);
  });

  test('is refused where anything that was signed is different', async () => {
    const { send, spooled } = relay();
    const right = amazon.sign(notification());
    for (const name of [
      'Type',
      'MessageId',
      'TopicArn',
      'Subject',
      'Message',
      'Timestamp',
      'Signature',
      'SignatureVersion',
      'SigningCertURL',
    ]) {
      const { [name]: value = '', ...without } = right;
      for (const changed of [`${value}x`, value.slice(1), '', value.toUpperCase() + value.toLowerCase()])
        expect(await send({ ...right, [name]: changed }), `${name}: ${changed.slice(0, 30)}`).toBe(401);
      expect(await send(without), `without ${name}`).toBe(401);
    }
    expect(await send(stranger.sign(notification()))).toBe(401);
    expect(spooled).toEqual([]);
  });

  test('is refused where one field could pass for two', async () => {
    const { send } = relay();
    const text = 'foo\nMessageId\nx\nSubject\nbar';
    const { Subject: _, ...plain } = notification({ Message: text, MessageId: 'real' });
    const right = amazon.sign(plain);
    expect(await send({ ...right, Message: 'foo', MessageId: 'x', Subject: 'bar\nMessageId\nreal' })).toBe(401);
  });

  test('is refused from another topic, though Amazon signed it', async () => {
    const { send, called } = relay();
    for (const topic of [`${TOPIC}2`, TOPIC.replace('123456789012', '210987654321'), 'x'])
      expect(await send(amazon.sign(notification({ TopicArn: topic })))).toBe(401);
    expect(called).toEqual([]);
  });

  test('is taken for as long as Amazon tries, and no longer', async () => {
    const { send, clock } = relay();
    const message = amazon.sign(notification({}, clock.now));
    const start = clock.now;
    for (const [minutes, status] of [
      [0, 202],
      [64, 202],
      [66, 401],
      [-64, 202],
      [-66, 401],
    ] as const) {
      clock.now = start + minutes * 60_000;
      expect(await send(message), `${minutes} minutes`).toBe(status);
    }
  });
});

describe('the certificate', () => {
  const elsewhere = [
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0.pem',
    'https://user:password@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-west-1.amazonaws.com.cn/SimpleNotificationService-0.pem',
    'https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-west-1.amazonaws.com/?Action=GetEndpointAttributes&x=.pem',
    'https://sns.eu-west-1.amazonaws.com/a.pem?x=1',
    'https://sns.eu-west-1.amazonaws.com/a/b.pem',
    'https://sns.eu-west-1.amazonaws.com/%2e%2e/b.pem.txt',
    'file:///etc/ssl/a.pem',
    'https://169.254.169.254/a.pem',
    '',
  ];

  test('is fetched from nowhere but Amazon SNS in the region of the topic', async () => {
    const { send, called } = relay();
    for (const address of elsewhere)
      expect(await send(amazon.sign(notification({ SigningCertURL: address }))), address).toBe(401);
    expect(called).toEqual([]);
  });

  test('may come from China for a topic in China', async () => {
    const topic = 'arn:aws-cn:sns:cn-north-1:123456789012:alarms';
    const SigningCertURL = 'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0.pem';
    expect(await relay({ topics: topic }).send(amazon.sign(notification({ TopicArn: topic, SigningCertURL })))).toBe(
      202,
    );
  });

  test('that does not end is read no further than any certificate goes', async () => {
    let bytes = 0;
    const pull = (controller: ReadableStreamDefaultController): void => {
      bytes += 10_000;
      controller.enqueue(new Uint8Array(10_000));
    };
    const fetch = async (): Promise<Response> => new Response(new ReadableStream({ pull }));
    expect(await relay({ fetch }).send(amazon.sign(notification()))).toBe(503);
    expect(bytes).toBeLessThan(150_000);
  });

  test('that cannot be had makes Amazon try again', async () => {
    const answers: Record<string, () => Promise<Response>> = {
      unreachable: () => Promise.reject(new TypeError('fetch failed')),
      missing: async () => new Response('', { status: 404 }),
      redirect: async () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
    };
    for (const [name, fetch] of Object.entries(answers))
      expect(await relay({ fetch }).send(amazon.sign(notification())), name).toBe(503);
  });

  test('that is none, or too weak, is refused', async () => {
    const weak = snsSender(1_024);
    expect(await relay({ fetch: async () => new Response(weak.pem) }).send(weak.sign(notification()))).toBe(401);
    for (const text of ['', 'no certificate', stranger.pem])
      expect(await relay({ fetch: async () => new Response(text) }).send(amazon.sign(notification()))).toBe(401);
  });

  test('is looked for only so often, whatever strangers name', async () => {
    const { send, called } = relay();
    for (let at = 0; at < 100; at++)
      await send(stranger.sign(notification({ SigningCertURL: `https://sns.eu-west-1.amazonaws.com/a${at}.pem` })));
    expect(called.length).toBe(20);
  });
});

describe('a subscription', () => {
  test('is confirmed at the address that Amazon signed', async () => {
    const { send, called, spooled } = relay();
    const message = amazon.sign(confirmation());
    expect(await send(message)).toBe(200);
    expect(called.map(({ address }) => address)).toEqual([CERTIFICATE, message['SubscribeURL']]);
    expect(spooled).toEqual([]);
  });

  test('is confirmed nowhere else, for no other topic, for nobody else', async () => {
    const { send, called } = relay();
    const base = 'https://sns.eu-west-1.amazonaws.com/';
    for (const SubscribeURL of [
      'http://169.254.169.254/latest/meta-data/',
      `https://evil.example/?Action=ConfirmSubscription&TopicArn=${TOPIC}`,
      `${base}?Action=Unsubscribe&TopicArn=${TOPIC}`,
      `${base}?Action=ConfirmSubscription&TopicArn=${TOPIC}2`,
      `${base}path?Action=ConfirmSubscription&TopicArn=${TOPIC}`,
    ])
      expect(await send(amazon.sign(confirmation({ SubscribeURL })))).toBe(403);
    expect(await send(stranger.sign(confirmation()))).toBe(401);
    expect(await send(amazon.sign(confirmation({ TopicArn: `${TOPIC}2` })))).toBe(401);
    expect(await send(stranger.sign(confirmation()), '?token=the-token-of-cloudwatch')).toBe(403);
    expect(called.map(({ address }) => address)).toEqual([CERTIFICATE]);
  });

  test('that could not be confirmed is asked for again', async () => {
    const fetch = async (address: string): Promise<Response> =>
      address === CERTIFICATE ? new Response(amazon.pem) : new Response('', { status: 500 });
    expect(await relay({ fetch }).send(amazon.sign(confirmation()))).toBe(503);
  });

  test('that ended is told, and not followed', async () => {
    const { send, called, events } = relay();
    expect(await send(amazon.sign(confirmation({ Type: 'UnsubscribeConfirmation' })))).toBe(200);
    expect(called).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ level: 'warning', event: 'subscription ended' });
  });
});

interface Bench {
  called: { address: string; init: RequestInit }[];
  spooled: string[];
  events: LogEvent[];
  clock: { now: number };
  send: (message: Readonly<Record<string, string>>, query?: string) => Promise<number>;
}
