import type { Notice, Tone } from '../notice.ts';
import { type HttpRequest, jsonRequest } from './request.ts';
import { fitted, outsideAddresses, plainOf } from './text.ts';

const TITLE = 256;
const DESCRIPTION = 4_096;
const COLORS: Record<Tone, number> = {
  trouble: 0xc4_28_1c,
  known: 0xd9_7b_06,
  watched: 0x2f_6f_d0,
  over: 0x2e_85_40,
  planned: 0x2f_6f_d0,
  plain: 0x6b_72_80,
};

/** A notice for a webhook of Discord: an embed that mentions nobody. */
export function discordRequest(notice: Notice, address: string): HttpRequest {
  return jsonRequest(address, {
    embeds: [
      {
        title: fitted(notice.subject || notice.site.name, TITLE, escapeDiscord),
        url: notice.link,
        description: fitted(withEdit(notice), DESCRIPTION, escapeDiscord),
        color: COLORS[notice.tone],
        timestamp: new Date(notice.at).toISOString(),
      },
    ],
    allowed_mentions: { parse: [] },
  });
}

function withEdit(notice: Notice): string {
  const text = plainOf(notice);
  return notice.edit === undefined || text.includes(notice.edit) ? text : `${text}\n\n${notice.edit}`;
}

function escapeDiscord(text: string): string {
  const shown = outsideAddresses(text, (piece) => piece.replaceAll(/[\\`*_~|[\]()<>#:-]/g, '\\$&'));
  return shown.replaceAll(/@(?=everyone|here)/gi, '@\u200B').replaceAll(/^(\s*\d+)\./gm, '$1\\.');
}
