import { createHash } from 'node:crypto';
import type { Notice } from '../notice.ts';
import { withLink } from './post.ts';
import { type HttpRequest, jsonRequest } from './request.ts';
import { graphemeCount } from './text.ts';

const LENGTH = 300;
/** Besides, no more than ten times as many bytes. */
const BYTES_EACH = 10;
const COLLECTION = 'app.bsky.feed.post';
/** Names are taken from the four years before Bluesky, where no post of somebody's own can have its name. */
const EARLIEST_US = BigInt(Date.UTC(2018, 0)) * 1000n;
const CHANCE_BITS = 57;
const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';

/** Who posts, once the server has let them in. */
export interface Session {
  server: string;
  did: string;
  token: string;
}

export function sessionRequest(server: string, handle: string, password: string): HttpRequest {
  return jsonRequest(at(server, 'com.atproto.server.createSession'), { identifier: handle, password });
}

/** A notice as a post of Bluesky. Its name comes from the notice, so that the server takes it only once. */
export function recordRequest(notice: Notice, { server, did, token }: Session): HttpRequest {
  const { text, linkAt } = withLink(notice, LENGTH, measured);
  const bytes = (part: string): number => Buffer.byteLength(part);
  const byteStart = bytes(text.slice(0, linkAt));
  const facet = {
    index: { byteStart, byteEnd: byteStart + bytes(notice.link) },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri: notice.link }],
  };
  const record = {
    $type: COLLECTION,
    text,
    createdAt: new Date(notice.at).toISOString(),
    langs: ['en'],
    facets: [facet],
  };
  return jsonRequest(
    at(server, 'com.atproto.repo.createRecord'),
    { repo: did, collection: COLLECTION, rkey: recordKey(notice), record },
    { authorization: `Bearer ${token}` },
  );
}

/** Asks whether a post is there already. */
export function knownRequest(notice: Notice, { server, did, token }: Session): HttpRequest {
  const query = new URLSearchParams({ repo: did, collection: COLLECTION, rkey: recordKey(notice) });
  return {
    method: 'GET',
    url: `${at(server, 'com.atproto.repo.getRecord')}?${query}`,
    headers: { authorization: `Bearer ${token}` },
  };
}

/** A name of the form that Bluesky makes from times (a TID), made from the notice's id alone: a repeat has the same, whenever it comes. */
export function recordKey({ id }: Pick<Notice, 'id'>): string {
  let number =
    (EARLIEST_US << 10n) + BigInt.asUintN(CHANCE_BITS, createHash('sha256').update(id).digest().readBigUInt64BE());
  let key = '';
  for (let digit = 0; digit < 13; digit++) {
    key = `${DIGITS[Number(number & 31n)]}${key}`;
    number >>= 5n;
  }
  return key;
}

function measured(text: string): number {
  return Math.max(graphemeCount(text), Math.ceil(Buffer.byteLength(text) / BYTES_EACH));
}

function at(server: string, method: string): string {
  return `${server.replace(/\/+$/, '')}/xrpc/${method}`;
}
