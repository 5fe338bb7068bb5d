import { createHash } from 'node:crypto';
import { cleanLine } from '../../schema/text.ts';
import { escapeHtml, withAbsoluteAddresses } from '../../views/absolute.ts';
import { renderMarkdown } from '../../views/markdown.ts';
import type { Notice } from '../notice.ts';
import { fitted, graphemeCount, linkLabel, plainOf } from './text.ts';

const SUBJECT = 150;
const NAME = 80;
const MOST_REFERENCES = 20;

/** A mail as it is handed to the server. */
export interface Mail {
  envelope: { from: string; to: string[] };
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  messageId: string;
  references: string[];
  inReplyTo?: string;
  headers: Record<string, string>;
}

/** A notice as a mail. Who receives it stands in the envelope alone. */
export function mailOf(
  notice: Notice,
  { from, recipients }: { from: { name: string; address: string }; recipients: readonly string[] },
): Mail {
  const host = from.address.replace(/^.*@/, '');
  const sender = { name: headerText(from.name || notice.site.name, NAME), address: from.address };
  const thread = `<${hash(`${notice.site.url} ${notice.channel} ${notice.thread}`)}@${host}>`;
  const earlier = notice.after.slice(-MOST_REFERENCES).map((id) => `<${id}@${host}>`);
  const isThread = notice.about !== undefined;
  return {
    envelope: { from: from.address, to: [...recipients] },
    from: sender,
    to: sender,
    subject: headerText(notice.subject || notice.site.name, SUBJECT),
    text: textOf(notice),
    html: htmlOf(notice),
    messageId: `<${notice.id}@${host}>`,
    references: isThread ? [thread, ...earlier] : [],
    ...(isThread && { inReplyTo: earlier.at(-1) ?? thread }),
    headers: {
      'List-Id': `${headerText(notice.site.name, NAME).replaceAll(/[<>"\\]/g, '')} <${notice.channel}.${host}>`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  };
}

function textOf(notice: Notice): string {
  const text = plainOf(notice);
  const link = text.includes(notice.link) ? '' : `${linkLabel(notice)}: ${notice.link}`;
  return `${[text, link, `-- \n${footer(notice)}`].filter(Boolean).join('\n\n')}\n`;
}

function htmlOf(notice: Notice): string {
  const body = withAbsoluteAddresses(renderMarkdown(notice.text), notice.link).trim();
  const link = `<p><a href="${escapeHtml(notice.link)}">${linkLabel(notice)}</a></p>`;
  const subject = escapeHtml(cleanLine(notice.subject));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
<h2>${subject}</h2>
${body}
${link}
<hr><p><small>${escapeHtml(footer(notice))}</small></p>
</body>
</html>
`;
}

function footer({ site }: Notice): string {
  return `Sent by the status page of ${cleanLine(site.name)}, ${site.url}`;
}

/** One line that a header can hold. */
function headerText(text: string, limit: number): string {
  return fitted(cleanLine(text), limit, undefined, graphemeCount);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
