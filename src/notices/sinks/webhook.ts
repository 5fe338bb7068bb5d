import { createHmac } from 'node:crypto';
import { decoded } from '../../schema/text.ts';
import type { Notice } from '../notice.ts';
import { type HttpRequest, jsonRequest } from './request.ts';

/** A notice for a program, signed as Standard Webhooks (standardwebhooks.com) are where there are keys. */
export function webhookRequest(
  notice: Notice,
  { address, keys, now }: { address: string; keys: readonly string[]; now: number },
): HttpRequest {
  const { url, headers } = withoutCredentials(address);
  const request = jsonRequest(url, bodyOf(notice), headers);
  const timestamp = String(Math.floor(now / 1000));
  const signature = keys.map((key) => `v1,${signed(`${notice.id}.${timestamp}.${request.body}`, key)}`).join(' ');
  return {
    ...request,
    headers: {
      ...request.headers,
      'webhook-id': notice.id,
      'webhook-timestamp': timestamp,
      ...(signature !== '' && { 'webhook-signature': signature }),
    },
  };
}

/** The keys in a variable, with spaces between them; nothing where one of them is none. */
export function readKeys(text: string): string[] | undefined {
  const keys = text.split(/\s+/).filter(Boolean);
  const isKey = (key: string): boolean => /^(?:whsec_)?[A-Za-z0-9+/_-]{16,}={0,2}$/.test(key);
  return keys.length > 0 && keys.every(isKey) ? keys : undefined;
}

function bodyOf({ id, event, site, about, at, subject, text, link, updates, items }: Notice): object {
  const { kind, started, end, ...facts } = about ?? {};
  return {
    id,
    event,
    at: iso(at),
    site,
    subject,
    text,
    url: link,
    ...(kind && {
      [kind]: {
        ...facts,
        ...(started !== undefined && { started: iso(started) }),
        ...(end !== undefined && { end: iso(end) }),
      },
    }),
    updates: updates.map((update) => ({ ...update, at: iso(update.at) })),
    ...(items.length > 0 && { items: items.map((item) => ({ title: item.title, url: item.link })) }),
  };
}

function signed(content: string, key: string): string {
  return createHmac('sha256', Buffer.from(key.replace(/^whsec_/, ''), 'base64'))
    .update(content)
    .digest('base64');
}

function withoutCredentials(address: string): { url: string; headers: Record<string, string> } {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return { url: address, headers: {} };
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  url.username = '';
  url.password = '';
  return { url: url.href, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
