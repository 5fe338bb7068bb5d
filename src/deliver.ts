import { z } from 'zod';
import { sendOnce } from './io/channels/http.ts';
import { NotTaken } from './io/channels/not-taken.ts';
import { sendMail } from './io/channels/smtp.ts';
import type { Variables } from './io/channels/variables.ts';
import type { Channel, Notice } from './notices/notice.ts';
import { knownRequest, recordRequest, type Session, sessionRequest } from './notices/sinks/bluesky.ts';
import { discordRequest } from './notices/sinks/discord.ts';
import { mailOf } from './notices/sinks/email.ts';
import { mastodonRequest } from './notices/sinks/mastodon.ts';
import type { HttpRequest } from './notices/sinks/request.ts';
import { slackRequest } from './notices/sinks/slack.ts';
import { teamsRequest } from './notices/sinks/teams.ts';
import { readKeys, webhookRequest } from './notices/sinks/webhook.ts';
import { type ChannelData, readAddresses, readSender } from './schema/channel.ts';

/** More in one mail than servers take. */
const MOST_RECIPIENTS = 100;

/** What a person has to set or mend before a channel can be told anything. */
export class ChannelProblem extends Error {}

/** Sends a notice to its channel; the answer is what went wrong for some of its readers. Throws where it was not taken. */
export async function deliver(notice: Notice, channel: Channel, options: DeliverOptions): Promise<string[]> {
  const { now } = options;
  const secret = held(channel.secret, options);
  if (channel.kind === 'email') return deliverMail(notice, channel, secret, options);
  if (channel.kind === 'bluesky') {
    await deliverRecord(notice, { server: channel.server, handle: channel.handle, password: secret }, now);
    return [];
  }
  await sendOnce(requestOf(notice, channel, secret, options), now);
  return [];
}

type Plain = Exclude<Channel, { kind: 'email' | 'bluesky' }>;

function requestOf(notice: Notice, channel: Plain, secret: string, options: DeliverOptions): HttpRequest {
  if (channel.kind === 'mastodon') return mastodonRequest(notice, { server: channel.server, token: secret });
  if (!/^https?:\/\//.test(secret) || !URL.canParse(secret)) {
    throw new ChannelProblem(`${channel.secret} holds no address; set it to one that begins with https://.`);
  }
  if (channel.kind === 'slack') return slackRequest(notice, secret);
  if (channel.kind === 'teams') return teamsRequest(notice, secret);
  if (channel.kind === 'discord') return discordRequest(notice, secret);
  const { signing } = channel;
  const keys = signing === undefined ? [] : readKeys(held(signing, options));
  if (!keys) throw new ChannelProblem(`${signing} holds no key; set it to one such as whsec_ and base64 behind it.`);
  return webhookRequest(notice, { address: secret, keys, now: options.now() });
}

async function deliverMail(
  notice: Notice,
  channel: Extract<ChannelData, { kind: 'email' }>,
  server: string,
  options: DeliverOptions,
): Promise<string[]> {
  const { from: text, to, recipients: variable } = channel;
  if (!/^smtps?:\/\//.test(server) || !URL.canParse(server)) {
    throw new ChannelProblem(`${channel.secret} holds no mail server; set it to smtps://user:password@host:465.`);
  }
  const { addresses, wrong } = variable ? readAddresses(held(variable, options)) : { addresses: to ?? [], wrong: 0 };
  if (addresses.length === 0)
    throw new ChannelProblem(`${variable} names nobody; set it to addresses with commas between.`);
  if (addresses.length > MOST_RECIPIENTS) {
    throw new ChannelProblem(
      `It names ${addresses.length} addresses, more than ${MOST_RECIPIENTS}; write to a mailing list instead.`,
    );
  }
  const from = readSender(text);
  const refused = await sendMail(server, mailOf(notice, { from, recipients: addresses }));
  return [
    ...(wrong > 0 ? [`${wrong} of the addresses in ${variable} are none; write them with commas between.`] : []),
    ...(refused > 0 ? [`the mail server refused ${refused} of ${addresses.length} addresses; look in its log.`] : []),
  ];
}

const session = z.object({ did: z.string().min(1), accessJwt: z.string().min(1) });

async function deliverRecord(
  notice: Notice,
  { server, handle, password }: { server: string; handle: string; password: string },
  now: () => number,
): Promise<void> {
  const { body } = await sendOnce(sessionRequest(server, handle, password), now).catch(notBegun);
  const parsed = session.safeParse(parseJson(body));
  if (!parsed.success) throw new NotTaken('It let nobody in: the answer holds no session.');
  const { did, accessJwt: token } = parsed.data;
  try {
    await sendOnce(recordRequest(notice, { server, did, token }), now);
  } catch (error) {
    if (!(await isThere(notice, { server, did, token }, now))) throw error;
  }
}

/** Who was not let in has posted nothing. */
function notBegun(error: unknown): never {
  if (!(error instanceof NotTaken)) throw error;
  throw new NotTaken(error.message, { scope: 'channel', again: error.again });
}

/** A post that cannot be made because it is there was made before. */
async function isThere(notice: Notice, who: Session, now: () => number): Promise<boolean> {
  try {
    await sendOnce(knownRequest(notice, who), now);
    return true;
  } catch {
    return false;
  }
}

function held(name: string, { variables }: DeliverOptions): string {
  const value = variables[name]?.trim();
  if (!value) throw new ChannelProblem(`It has no ${name}; set ${name}.`);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface DeliverOptions {
  /** Those that hold the addresses, tokens and keys of channels. */
  variables: Variables;
  now: () => number;
}
