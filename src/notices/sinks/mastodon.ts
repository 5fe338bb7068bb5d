import type { Notice } from '../notice.ts';
import { withLink } from './post.ts';
import { type HttpRequest, jsonRequest } from './request.ts';

const LENGTH = 500;

/** A notice as a post of Mastodon. The key lets the server tell a repeat. */
export function mastodonRequest(notice: Notice, { server, token }: { server: string; token: string }): HttpRequest {
  const status = withLink(notice, LENGTH, ({ length }) => length);
  return jsonRequest(
    `${server.replace(/\/+$/, '')}/api/v1/statuses`,
    { status: status.text, visibility: 'public', language: 'en' },
    { authorization: `Bearer ${token}`, 'idempotency-key': notice.id },
  );
}
