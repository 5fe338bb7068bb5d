import { z } from 'zod';
import { duration, line, link, secretName } from './fields.ts';

const DAY_MS = 86_400_000;
const MAIL_ADDRESS = /^[^\s<>,;:"'()[\]\\@]{1,64}@[^\s<>,;:"'()[\]\\@]{1,190}$/;

/** What channels may hear of besides incidents, which severities lead to them. */
export const HEARD = ['maintenance', 'postmortems'] as const;

const shortDuration = duration.refine((ms) => ms <= DAY_MS / 2, 'is longer than 12 h, after which news grows old');

const mailAddress = z
  .string()
  .regex(MAIL_ADDRESS, 'expects an address such as team@example.com')
  .meta({ examples: ['team@example.com'] });

const sender = z
  .string()
  .trim()
  .refine((text) => isSender(text), 'expects an address such as Status <status@example.com>')
  .meta({ examples: ['Status <status@example.com>'] });

const common = {
  /** The name under which `CHANNEL_SECRETS` holds the address, the token or the password. */
  secret: secretName,
  /** Who reads it: `internal` channels may hear what the page does not say. */
  audience: z.enum(['public', 'internal']).default('internal'),
  /** What it hears of besides incidents. */
  hears: z.array(z.enum(HEARD)).default([]),
  /** At most so often about one incident; what opens, ends, reopens or takes back an incident is told at once. */
  every: shortDuration.optional(),
  /** At most so many messages within that time; the last of them is a digest of all that is left. */
  most: z
    .strictObject({ count: z.int().min(1).max(1000).default(10), within: shortDuration.prefault('10 min') })
    .prefault({}),
};

/** Where notices are sent, by its kind. */
export const channel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slack'), ...common }),
  z.strictObject({ kind: z.literal('teams'), ...common }),
  z.strictObject({ kind: z.literal('discord'), ...common }),
  z.strictObject({
    kind: z.literal('webhook'),
    ...common,
    /** The variable with the key (`whsec_…`) that messages are signed with; several with spaces between them. */
    signing: secretName.optional(),
  }),
  z
    .strictObject({
      kind: z.literal('email'),
      ...common,
      from: sender,
      /** Who receives it, unless a variable says. */
      to: z
        .array(mailAddress)
        .min(1, 'names nobody')
        .optional()
        .meta({ examples: ['[team@example.com]'] }),
      /** The variable with the addresses, with commas between them. */
      recipients: secretName.optional(),
    })
    .superRefine(({ to, recipients }, ctx) => {
      if (to === undefined && recipients === undefined) {
        ctx.addIssue({ code: 'invalid_type', expected: 'array', path: ['to'], input: to });
      }
      if (to === undefined || recipients === undefined) return;
      ctx.addIssue({ code: 'custom', path: ['to'], message: 'is given as well as "recipients"', input: to });
    }),
  z.strictObject({ kind: z.literal('mastodon'), ...common, server: link }),
  z.strictObject({
    kind: z.literal('bluesky'),
    ...common,
    server: link.default('https://bsky.social'),
    /** The account's name, such as `status.example.com`. */
    handle: line,
  }),
]);

export type ChannelData = z.output<typeof channel>;
export type ChannelKind = ChannelData['kind'];

/** The name and the address in `Status <status@example.com>`, or in an address alone. */
export function readSender(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^"?([^"<>\r\n]{0,100}?)"?\s*<([^<>]+)>$/.exec(text) ?? [];
  return { name: name.trim(), address };
}

function isSender(text: string): boolean {
  return MAIL_ADDRESS.test(readSender(text).address);
}

/** The addresses in a list with commas between them; those that are none stand apart. */
export function readAddresses(text: string): { addresses: string[]; wrong: number } {
  const parts = text
    .split(/[,\s]+/)
    .map((part) => part.trim())
    .filter(Boolean);
  const addresses = parts.filter((part) => MAIL_ADDRESS.test(part));
  return { addresses: [...new Set(addresses)], wrong: parts.length - addresses.length };
}
