import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { noticeWith } from '../../../tests/notices/notice.ts';
import { mailOf } from '../../notices/sinks/email.ts';
import type { NotTaken } from './not-taken.ts';
import { sendMail, settingsOf } from './smtp.ts';

const MAIL = mailOf(noticeWith(), {
  from: { name: '', address: 'status@small.example' },
  recipients: ['one@example.com'],
});

let servers: SMTPServer[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
  servers = [];
});

interface Post {
  port: number;
  passwords: unknown[];
  mails: string[];
}

async function open(options: SMTPServerOptions = {}): Promise<Post> {
  const post: Post = { port: 0, passwords: [], mails: [] };
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    onAuth: ({ password }, _, done) => {
      post.passwords.push(password);
      done(null, { user: 'x' });
    },
    onData: (stream, _, done) => {
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('end', () => {
        post.mails.push(text);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  post.port = (server.server.address() as AddressInfo).port;
  return post;
}

async function failure(server: string, mail: object = MAIL): Promise<NotTaken> {
  return (await sendMail(server, mail as typeof MAIL).then(
    () => undefined,
    (error: unknown) => error,
  )) as NotTaken;
}

test('a password goes nowhere in the clear but to this machine, and a certificate counts anywhere else', async () => {
  // It leads here as well, and is not known to.
  const elsewhere = '0.0.0.0';
  const plain = await open({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  expect(await failure(`smtp://a:b@${elsewhere}:${plain.port}`)).toBeInstanceOf(Error);
  const secret = await open();
  expect(await failure(`smtp://a:b@${elsewhere}:${secret.port}`)).toBeInstanceOf(Error);
  expect([plain.passwords, secret.passwords]).toEqual([[], []]);
  expect(await sendMail(`smtp://a:b@127.0.0.1:${plain.port}`, MAIL)).toBe(0);
  expect(await sendMail(`smtp://a:b@127.0.0.1:${secret.port}`, MAIL)).toBe(0);
  expect([plain.passwords, secret.passwords]).toEqual([['b'], ['b']]);
});

test('only names of this machine are this machine', () => {
  const trusted = (host: string): boolean => 'tls' in settingsOf(`smtp://a:b@${host}`);
  const here = ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'];
  const there = ['localhost.example.com', 'notlocalhost', '127.0.0.1.example.com', 'x127.0.0.1', '[::2]', '128.0.0.1'];
  expect(here.filter((host) => !trusted(host))).toEqual([]);
  expect(there.filter(trusted)).toEqual([]);
  expect(settingsOf('smtp://a:100%sure@mail.example.com')).toMatchObject({
    requireTLS: true,
    auth: { pass: '100%sure' },
  });
});

test('a mail can bring neither a file of this machine nor what stands at an address', async () => {
  const { port, mails } = await open();
  const file = join(mkdtempSync(join(tmpdir(), 'allclear-mail-')), 'secret');
  writeFileSync(file, 'CANARY');
  let asked = 0;
  const site = createServer((_, response) => {
    asked++;
    response.end('CANARY');
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  const href = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  for (const text of [{ path: file }, { href }]) await failure(`smtp://127.0.0.1:${port}`, { ...MAIL, text });
  site.close();
  expect([asked, mails.some((mail) => mail.includes('CANARY'))]).toEqual([0, false]);
});

test('what never left is told from what the server had and did not answer', async () => {
  const nobody = await failure('smtp://127.0.0.1:1');
  const { port: deaf } = await open({ onMailFrom: (_, __, done) => done(new Error('no')) });
  const breaking = await open({
    onData(stream) {
      // It has all of the mail, and breaks off instead of saying so.
      stream.resume().on('end', () => {
        for (const { _socket } of (this as unknown as Connected).connections) _socket.destroy();
      });
    },
  });
  const refused = await failure(`smtp://127.0.0.1:${deaf}`);
  const broken = await failure(`smtp://127.0.0.1:${breaking.port}`);
  expect([nobody.unsure, refused.unsure, broken.unsure]).toEqual([false, false, true]);
});

/** What smtp-server does not tell of itself. */
interface Connected {
  connections: Set<{ _socket: { destroy: () => void } }>;
}
