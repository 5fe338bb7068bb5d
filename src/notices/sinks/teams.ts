import type { Notice, Tone } from '../notice.ts';
import { type HttpRequest, jsonRequest } from './request.ts';
import { fitted, linkLabel, outsideAddresses, plainOf } from './text.ts';

const TITLE = 500;
const TEXT = 8_000;
const LINES = 60;
const COLORS: Record<Tone, string> = {
  trouble: 'Attention',
  known: 'Warning',
  watched: 'Accent',
  over: 'Good',
  planned: 'Accent',
  plain: 'Default',
};

/** A notice for a webhook of Teams' Workflows: a message with an Adaptive Card. */
export function teamsRequest(notice: Notice, address: string): HttpRequest {
  const lines = fitted(plainOf(notice), TEXT).split('\n').filter(Boolean).slice(0, LINES);
  const title = fitted(notice.subject || notice.site.name, TITLE);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { ...block(title), size: 'Medium', weight: 'Bolder', color: COLORS[notice.tone] },
      ...lines.map((line) => ({ ...block(line), spacing: line.startsWith('- ') ? 'None' : 'Small' })),
    ],
    actions: [
      { type: 'Action.OpenUrl', title: linkLabel(notice), url: notice.link },
      ...(notice.edit === undefined ? [] : [{ type: 'Action.OpenUrl', title: 'Write an update', url: notice.edit }]),
    ],
    msteams: { width: 'Full' },
  };
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return jsonRequest(address, { type: 'message', attachments: [card] });
}

function block(text: string): object {
  return { type: 'TextBlock', text: outsideAddresses(text, escapeCard), wrap: true };
}

// Cards fill in `{{DATE(…)}}` and expressions in `${…}`, and read Markdown besides.
function escapeCard(text: string): string {
  return text
    .replaceAll(/([{$])(?=\{)/g, '$1\u200B')
    .replaceAll(/[\\`*_[\]()#~|!]/g, '\\$&')
    .replaceAll(/^(\s*)([-+>])/g, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])/g, '$1\\$2')
    .replaceAll('<', '&lt;');
}
