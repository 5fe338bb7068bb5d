import type { Notice } from '../notice.ts';
import { type HttpRequest, jsonRequest } from './request.ts';
import { fitted, linkLabel, plainOf } from './text.ts';

const HEADER = 150;
const SECTION = 3000;

/** A notice for an incoming webhook of Slack. Words stand in plain text, where no mark means anything. */
export function slackRequest(notice: Notice, address: string): HttpRequest {
  const title = notice.subject || notice.site.name;
  const text = plainOf(notice);
  const links = [linkTo(notice.link, linkLabel(notice)), notice.edit && linkTo(notice.edit, 'Write an update')];
  return jsonRequest(address, {
    text: fitted(`${title}\n${text}`, SECTION, escapeSlack),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(fitted(title, HEADER, escapeSlack)) },
      ...(text === '' ? [] : [{ type: 'section', text: plain(fitted(text, SECTION, escapeSlack)) }]),
      { type: 'context', elements: [{ type: 'mrkdwn', text: links.filter(Boolean).join('  ·  '), verbatim: true }] },
    ],
  });
}

function plain(text: string): object {
  return { type: 'plain_text', text, emoji: false };
}

function linkTo(address: string, label: string): string {
  const whole = address.replaceAll('&', '&amp;').replaceAll(/[<>|]/g, encodeURIComponent);
  return `<${whole}|${label}>`;
}

function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
