import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deliver } from '../../src/deliver.ts';
import { type Notified, notify } from '../../src/notify.ts';
import { attribute, elementsOf } from '../support/html.ts';
import { desk, INCIDENT, incident, moment } from './desk.ts';
import { HOSTILE } from './hostile.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const KEYS = ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtMQ==', 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtMg=='];

let receiver: Receiver;
let smtp: SMTPServer;
let mails: { mail: ParsedMail; raw: string; to: string[]; secure: boolean; user: unknown }[] = [];
let refuse: ((to: string) => boolean) | undefined;
let variables: Record<string, string>;

beforeAll(async () => {
  receiver = await startReceiver();
  smtp = new SMTPServer({
    onAuth: ({ username, password }, _, done) =>
      password === 'pass/word' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: ({ address }, _, done) => (refuse?.(address) ? done(new Error('unknown')) : done()),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString();
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ mail: await simpleParser(raw), raw, to, secure: session.secure, user: session.user });
        done();
      });
    },
  });
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
  const { port } = smtp.server.address() as AddressInfo;
  const at = (name: string): string => `${receiver.address}/${name}`;
  variables = {
    MAIL: `smtp://status:pass%2Fword@127.0.0.1:${port}`,
    READERS: 'one@example.com, two@example.com',
    SLACK: at('slack/T0/B0/token'),
    TEAMS: at('teams?sig=token'),
    DISCORD: at('discord'),
    HOOK: at('hook'),
    HOOK_KEY: KEYS.join(' '),
    MASTODON: 'masto-token',
    BLUESKY: 'app-password',
  };
});

afterAll(async () => {
  await receiver.close();
  await new Promise<void>((done) => smtp.close(() => done()));
});

beforeEach(() => {
  mails = [];
  refuse = undefined;
  receiver.heard.length = 0;
  for (const path of PATHS) receiver.answer(path, (response) => response.end('ok'));
  const session = { did: 'did:plc:abc', accessJwt: 'jwt' };
  receiver.answer(SESSION, (response) => response.end(JSON.stringify(session)));
});

const SESSION = '/xrpc/com.atproto.server.createSession';
const RECORD = '/xrpc/com.atproto.repo.createRecord';
const PATHS = ['/slack/T0/B0/token', '/teams', '/discord', '/hook', '/api/v1/statuses', RECORD];

function channels(): string {
  return `channels:
  mail: { kind: email, secret: MAIL, audience: public, from: Small Status <status@small.example>, recipients: READERS }
  slack: { kind: slack, secret: SLACK }
  teams: { kind: teams, secret: TEAMS }
  discord: { kind: discord, secret: DISCORD }
  hook: { kind: webhook, secret: HOOK, signing: HOOK_KEY, audience: public }
  mastodon: { kind: mastodon, secret: MASTODON, server: '${receiver.address}', audience: public }
  bluesky: { kind: bluesky, secret: BLUESKY, server: '${receiver.address}', handle: small.example, audience: public }
`;
}

const SEVERITY =
  '---\nname: SEV2\nlevel: 2\nsummary: Some.\nchannels: [mail, slack, teams, discord, hook, mastodon, bluesky]\n---\n\nText.\n';

interface Place {
  store: MemoryStore;
  ledger: MemoryStore;
  run: (clock: string) => Promise<Notified>;
}

function place(files: Readonly<Record<string, string>>): Place {
  const site = desk({ 'severities/sev1.md': SEVERITY.replace('2', '1'), 'severities/sev2.md': SEVERITY }, channels());
  const store = memoryStore({ ...Object.fromEntries(site.files), ...files });
  const ledger = memoryStore();
  const run = (clock: string): Promise<Notified> =>
    notify({ store, ledger, now: () => moment(clock), variables, send: deliver });
  return { store, ledger, run };
}

function heardAt(path: string): Receiver['heard'] {
  return receiver.heard.filter((one) => one.path === path);
}

const text = (most: number) => z.string().min(1).max(most);
const SHAPES: Record<string, z.ZodType> = {
  '/slack/T0/B0/token': z.strictObject({
    text: text(3000),
    mrkdwn: z.literal(false),
    unfurl_links: z.literal(false),
    unfurl_media: z.literal(false),
    blocks: z.tuple([
      z.strictObject({
        type: z.literal('header'),
        text: z.strictObject({ type: z.literal('plain_text'), text: text(150), emoji: z.literal(false) }),
      }),
      z.strictObject({
        type: z.literal('section'),
        text: z.strictObject({ type: z.literal('plain_text'), text: text(3000), emoji: z.literal(false) }),
      }),
      z.strictObject({
        type: z.literal('context'),
        elements: z.tuple([z.strictObject({ type: z.literal('mrkdwn'), text: text(3000), verbatim: z.literal(true) })]),
      }),
    ]),
  }),
  '/teams': z.strictObject({
    type: z.literal('message'),
    attachments: z.tuple([
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: z.looseObject({
          type: z.literal('AdaptiveCard'),
          version: z.literal('1.4'),
          body: z
            .array(z.looseObject({ type: z.literal('TextBlock'), text: text(20_000), wrap: z.literal(true) }))
            .min(2),
          actions: z.array(z.strictObject({ type: z.literal('Action.OpenUrl'), title: text(60), url: z.url() })).min(1),
        }),
      }),
    ]),
  }),
  '/discord': z.strictObject({
    embeds: z.tuple([
      z.strictObject({
        title: text(256),
        url: z.url(),
        description: text(4096),
        color: z.int().min(0).max(0xff_ff_ff),
        timestamp: z.iso.datetime(),
      }),
    ]),
    allowed_mentions: z.strictObject({ parse: z.tuple([]) }),
  }),
  '/hook': z.strictObject({
    id: z.string().startsWith('notice_'),
    event: z.literal('opened'),
    at: z.iso.datetime(),
    site: z.strictObject({ name: text(200), url: z.url() }),
    subject: text(500),
    text: text(100_000),
    url: z.url(),
    incident: z.strictObject({
      id: text(100),
      title: text(200),
      state: z.literal('investigating'),
      severity: z.strictObject({ id: text(50), name: text(200) }),
      components: z.array(z.strictObject({ id: text(50), name: text(200) })),
      started: z.iso.datetime(),
      url: z.url(),
    }),
    updates: z
      .array(z.strictObject({ id: text(50), at: z.iso.datetime(), state: text(50), text: text(100_000) }))
      .min(1),
  }),
  '/api/v1/statuses': z.strictObject({
    // It counts what a reader takes for one sign.
    status: z.string().refine((status) => [...new Intl.Segmenter().segment(status)].length <= 500),
    visibility: z.literal('public'),
    language: z.literal('en'),
  }),
  [RECORD]: z.strictObject({
    repo: z.literal('did:plc:abc'),
    collection: z.literal('app.bsky.feed.post'),
    rkey: z.string().regex(/^[234567a-j][234567a-z]{12}$/),
    record: z.strictObject({
      $type: z.literal('app.bsky.feed.post'),
      text: text(3000),
      createdAt: z.iso.datetime(),
      langs: z.tuple([z.literal('en')]),
      facets: z.tuple([
        z.strictObject({
          index: z.strictObject({ byteStart: z.int(), byteEnd: z.int() }),
          features: z.tuple([z.strictObject({ $type: z.literal('app.bsky.richtext.facet#link'), uri: z.url() })]),
        }),
      ]),
    }),
  }),
};

describe('every receiver gets a well-formed message', () => {
  for (const [name, { title, words }] of Object.entries(HOSTILE)) {
    test(name, async () => {
      const file = incident(['10:00 investigating'], '', JSON.stringify(title)).replace('Text of 10:00.', () => words);
      const { run } = place({ [INCIDENT]: file });
      expect(await run('10:05')).toMatchObject({ sent: 7, problems: [] });
      for (const [path, shape] of Object.entries(SHAPES)) {
        const [one] = heardAt(path);
        const value = JSON.parse(one?.body ?? '');
        expect(shape.safeParse(value).error, path).toBeUndefined();
        expect(one?.body.isWellFormed()).toBe(true);
      }
      checkChat();
      checkPosts();
      checkMail();
    });
  }
});

const LINK = 'https://status.small.example/incidents/2026-11-24-slow/';

function checkChat(): void {
  const slack = JSON.parse(heardAt('/slack/T0/B0/token')[0]?.body ?? '');
  for (const shown of [slack.text, slack.blocks[0].text.text, slack.blocks[1].text.text]) {
    expect(shown).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  }
  expect(slack.blocks[2].elements[0].text).toBe(`<${LINK}|Follow it on the status page>`);
  const [embed] = JSON.parse(heardAt('/discord')[0]?.body ?? '').embeds;
  for (const shown of [embed.title, embed.description]) {
    expect(shown).not.toMatch(/@(?:everyone|here)|(?<!\\)<[@#:a]/);
    expect(shown.replaceAll(/https?:\/\/\S+/g, '')).not.toMatch(/(?<!\\)(?:\\\\)*[*_~|`[\]]/);
  }
  const [card] = JSON.parse(heardAt('/teams')[0]?.body ?? '').attachments;
  for (const { text: shown } of card.content.body) {
    expect(shown).not.toMatch(/\{\{|\$\{|<[a-z]/i);
    expect(shown.replaceAll(/https?:\/\/\S+/g, '')).not.toMatch(/(?<!\\)(?:\\\\)*[*_[\]`]/);
  }
}

function checkPosts(): void {
  const [post] = heardAt('/api/v1/statuses');
  const { status } = JSON.parse(post?.body ?? '');
  expect(status.endsWith(`\n\n${LINK}`)).toBe(true);
  expect(status.replaceAll(/https?:\/\/\S+/g, '')).not.toMatch(/[@#][\p{L}\p{N}]/u);
  expect(post?.headers).toMatchObject({ authorization: 'Bearer masto-token' });
  expect(post?.headers['idempotency-key']).toMatch(/^notice_[0-9a-f]{32}$/);
  const { record } = JSON.parse(heardAt(RECORD)[0]?.body ?? '');
  expect([...new Intl.Segmenter().segment(record.text)].length).toBeLessThanOrEqual(300);
  const { byteStart, byteEnd } = record.facets[0].index;
  expect(Buffer.from(record.text).subarray(byteStart, byteEnd).toString()).toBe(LINK);
}

function checkMail(): void {
  expect(mails).toHaveLength(1);
  const { mail, raw, to, secure, user } = mails[0] as (typeof mails)[number];
  expect([to, secure, user]).toEqual([['one@example.com', 'two@example.com'], true, 'status']);
  const [headers = ''] = raw.split('\r\n\r\n', 1);
  expect(headers).not.toMatch(/one@|two@|^bcc:|^cc:|^x-evil/im);
  expect([...mail.headers.keys()].sort()).toEqual([
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'in-reply-to',
    'list',
    'message-id',
    'mime-version',
    'references',
    'subject',
    'to',
    'x-auto-response-suppress',
  ]);
  expect(mail.from?.value).toEqual([{ name: 'Small Status', address: 'status@small.example' }]);
  expect(mail.subject).not.toMatch(/[\r\n\u0000-\u001F]/);
  expect([...new Intl.Segmenter().segment(mail.subject ?? '')].length).toBeLessThanOrEqual(150);
  expect(mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
  expect(mail.messageId).toMatch(/^<notice_[0-9a-f]{32}@small\.example>$/);
  expect(mail.text).toContain(LINK);
  const elements = elementsOf(mail.html || '');
  const forbidden = ['script', 'iframe', 'form', 'style', 'object', 'embed', 'link', 'base'];
  expect(elements.filter(({ tagName }) => forbidden.includes(tagName))).toEqual([]);
  expect(elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name.startsWith('on'))).toEqual([]);
  const addresses = elements
    .flatMap((one) => [attribute(one, 'href'), attribute(one, 'src')])
    .filter((one) => one !== undefined);
  expect(addresses.filter((one) => !/^(?:https?|mailto|tel):/.test(one))).toEqual([]);
}

test('a webhook is signed so that anybody with a key can tell, old and new', async () => {
  const { run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
  await run('10:05');
  const [one] = heardAt('/hook');
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = one?.headers ?? {};
  const wanted = KEYS.map((key) => {
    const secret = Buffer.from(key.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${one?.body}`).digest('base64')}`;
  });
  expect(String(signature).split(' ')).toEqual(wanted);
  expect(Number(timestamp)).toBe(moment('10:05') / 1000);
  expect(JSON.parse(one?.body ?? '').id).toBe(id);
});

test('all mails about an incident are one thread', async () => {
  const { store, run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
  await run('10:05');
  store.write(INCIDENT, incident(['10:00 investigating', '10:10 identified']));
  await run('10:15');
  const [first, second] = mails.map(({ mail }) => mail);
  expect(second?.inReplyTo).toBe(first?.messageId);
  expect(second?.references).toEqual([first?.references, first?.messageId].flat());
});

test('a mail server that knows some readers only is told of, and the others have the mail', async () => {
  refuse = (to) => to.startsWith('two@');
  const { run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
  const { sent, problems } = await run('10:05');
  expect([sent, mails[0]?.to]).toEqual([7, ['one@example.com']]);
  expect(problems).toEqual([
    'The channel "mail" is told, but the mail server refused 1 of 2 addresses; look in its log.',
  ]);
});

describe('one receiver in trouble holds up no other, and nothing is lost', () => {
  const TROUBLES: Record<string, (response: import('node:http').ServerResponse) => void> = {
    'too many': (response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    'an error': (response) => void response.writeHead(500).end('oh'),
    'a reset': (response) => void response.socket?.destroy(),
    'another place': (response) => void response.writeHead(302, { location: '/discord' }).end(),
    gone: (response) => void response.writeHead(404).end(),
    'half an answer': (response) => void response.socket?.end('HTTP/1.1 50'),
  };
  /** When it is tried again, and what is said. What may have been taken is not repeated soon. */
  const SLOWER: Record<string, [again: string, told: string]> = {
    'too many': ['10:07', 'not'],
    'a reset': ['10:10', 'perhaps not'],
    'half an answer': ['10:10', 'perhaps not'],
  };
  for (const [name, how] of Object.entries(TROUBLES)) {
    test(name, async () => {
      const { store, run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
      receiver.answer('/slack/T0/B0/token', how);
      const first = await run('10:05');
      const [again, perhaps] = SLOWER[name] ?? ['10:06', 'not'];
      expect(first.sent).toBe(6);
      expect(first.problems).toHaveLength(1);
      expect(first.problems[0]).toContain(`The channel "slack" is ${perhaps} told: `);
      expect(JSON.stringify(first)).not.toMatch(/token|127\.0\.0\.1/);
      const when = moment(again);
      expect([first.next, first.retry]).toEqual(name === 'too many' ? [when, undefined] : [undefined, when]);
      store.write(INCIDENT, incident(['10:00 investigating', '10:06 resolved']));
      receiver.answer('/slack/T0/B0/token', (response) => response.end('ok'));
      receiver.heard.length = 0;
      expect(await run('10:10')).toMatchObject({ sent: 7, problems: [] });
      const { text: late } = JSON.parse(heardAt('/slack/T0/B0/token')[0]?.body ?? '');
      expect(late).toMatch(/Text of 10:00[\s\S]*Text of 10:06/);
      expect(await run('10:11')).toMatchObject({ sent: 0, problems: [], next: undefined });
    });
  }

  test('no answer within fifteen seconds', async () => {
    const { run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
    receiver.answer('/hook', () => undefined);
    const began = Date.now();
    const { sent, problems } = await run('10:05');
    expect([sent, problems]).toEqual([6, ['The channel "hook" is perhaps not told: No answer within 15 s.']]);
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  test('an answer that is cut off after it said yes', async () => {
    const { run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
    receiver.answer('/hook', (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('o');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    expect(await run('10:05')).toMatchObject({ sent: 7, problems: [] });
  });

  test('one message that is refused for what it says keeps back no other of its channel', async () => {
    const other = INCIDENT.replace('slow', 'other');
    const { run } = place({
      [INCIDENT]: incident(['10:00 investigating'], '', 'Poison'),
      [other]: incident(['10:01 investigating'], '', 'Harmless'),
    });
    receiver.answer('/discord', (response, { body }) => {
      response.writeHead(body.includes('Poison') ? 400 : 204).end();
    });
    const { sent, problems } = await run('10:05');
    expect([sent, problems]).toEqual([13, ['The channel "discord" is not told: It answered 400.']]);
  });

  test('a post that is there already was told', async () => {
    const { run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
    receiver.answer(RECORD, (response) => void response.writeHead(500).end());
    expect(await run('10:05')).toMatchObject({ sent: 7, problems: [] });
  });

  test('a channel that is set up by half, or with something else, is a problem; one that is not set up at all is left out', async () => {
    const { run } = place({ [INCIDENT]: incident(['10:00 investigating']) });
    const kept = variables;
    variables = { ...kept, SLACK: '', READERS: '', TEAMS: 'a token', HOOK_KEY: 'short' };
    const half = await run('10:05');
    expect([half.sent, half.unset.map(({ id }) => id)]).toEqual([3, ['slack']]);
    expect(half.problems).toEqual([
      'The channel "mail" is not told: It has no READERS; set READERS.',
      'The channel "teams" is not told: TEAMS holds no address; set it to one that begins with https://.',
      'The channel "hook" is not told: HOOK_KEY holds no key; set it to one such as whsec_ and base64 behind it.',
    ]);
    variables = { ...kept, MAIL: 'mail.example.com' };
    const later = await run('10:06');
    expect([later.sent, later.problems, later.unset]).toEqual([
      3,
      ['The channel "mail" is not told: MAIL holds no mail server; set it to smtps://user:password@host:465.'],
      [],
    ]);
    variables = kept;
  });
});
