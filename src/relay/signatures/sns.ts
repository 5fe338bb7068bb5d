import { readJson } from '../json.ts';
import { bytesOf, fromBase64 } from './bytes.ts';
import type { Verdict } from './scheme.ts';
import type { Certificates } from './sns-certificates.ts';

/**
 * Amazon SNS tries again for up to an hour and keeps the time of the first try, which is part of what it signs. A shorter
 * window would refuse what was sent while the relay was away.
 */
const WINDOW_MS = 65 * 60_000;
const HASHES: Record<string, string> = { 1: 'SHA-1', 2: 'SHA-256' };
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

/** Whether a message comes from one of the topics, by way of Amazon's own signature. */
export async function checkSns(text: string, options: SnsOptions): Promise<Verdict> {
  const message = readSns(text);
  if (!message) return 'missing';
  const { Signature, SignatureVersion = '', SigningCertURL = '', TopicArn = '', Timestamp = '' } = message;
  const hash = HASHES[SignatureVersion];
  const signature = Signature && fromBase64(Signature);
  const signed = signedText(message);
  if (!hash || !signature || signed === undefined || !options.topics.includes(TopicArn)) return 'wrong';
  if (!isSnsAddress(SigningCertURL, TopicArn, /^\/[\w-]+\.pem$/) || new URL(SigningCertURL).search) return 'wrong';
  const key = await options.certificates.keyAt(SigningCertURL, hash);
  if (key === 'unreachable') return 'unknown';
  if (!key || !(await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, bytesOf(signed)))) return 'wrong';
  return Math.abs(options.now - Date.parse(Timestamp)) <= WINDOW_MS ? 'right' : 'stale';
}

/** The fields of a message of Amazon SNS; none where it is not one. */
export function readSns(text: string): SnsMessage | undefined {
  const read = readJson(text);
  if (!('value' in read) || typeof read.value !== 'object' || read.value === null) return undefined;
  const texts = Object.entries(read.value).filter((field): field is [string, string] => typeof field[1] === 'string');
  const message: SnsMessage = Object.fromEntries(texts);
  return message.Type !== undefined && Object.hasOwn(SIGNED, message.Type) ? message : undefined;
}

/** Whether an address is one of Amazon SNS itself, in the region of a topic. */
export function isSnsAddress(address: string, topic: string, path: RegExp): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password, pathname } = new URL(address);
  const [, partition, service, region] = topic.split(':');
  const expected = `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return (
    isPlain && service === 'sns' && /^[a-z0-9-]{3,}$/.test(region ?? '') && host === expected && path.test(pathname)
  );
}

// Only a message's text may have lines; elsewhere they would let one field pass for two.
function signedText(message: SnsMessage): string | undefined {
  const names = SIGNED[message.Type as keyof typeof SIGNED];
  let text = '';
  for (const name of names) {
    const value = message[name];
    if (value === undefined && name === 'Subject') continue;
    if (value === undefined || (name !== 'Message' && value.includes('\n'))) return undefined;
    text += `${name}\n${value}\n`;
  }
  return text;
}

export type SnsMessage = { [name in (typeof SIGNED)[keyof typeof SIGNED][number] | 'Signature']?: string } & {
  SignatureVersion?: string;
  SigningCertURL?: string;
};

export interface SnsOptions {
  topics: readonly string[];
  certificates: Certificates;
  now: number;
}
