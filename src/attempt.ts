import { ChannelProblem } from './deliver.ts';
import { NotTaken } from './io/channels/not-taken.ts';
import type { Variables } from './io/channels/variables.ts';
import { variablesOf } from './notices/channel-variables.ts';
import type { Channel, Notice } from './notices/notice.ts';
import type { NotifyOptions } from './notify.ts';

export interface Attempt {
  /** What was refused: this message alone, or whatever the channel is sent. Nothing where it was taken. */
  refused: 'message' | 'channel' | undefined;
  problems: string[];
  /** When it wants to be asked again, where it says so. */
  again?: number | undefined;
  /** It may take it later, and does not say when. */
  isSilent?: boolean;
}

/** Sends one notice, and says in words what went wrong. */
export async function attempt(
  notice: Notice,
  channel: Channel,
  { send, variables, now }: Pick<NotifyOptions, 'send' | 'variables' | 'now'>,
): Promise<Attempt> {
  const say = (text: string): string => inWords(channel, text, variables);
  try {
    const said = await send(notice, channel, { variables, now });
    return { refused: undefined, problems: said.map((text) => say(`told, but ${text}`)) };
  } catch (error) {
    if (error instanceof ChannelProblem) return { refused: 'channel', problems: [say(`not told: ${error.message}`)] };
    if (!(error instanceof NotTaken)) throw error;
    const { scope, again, message } = error;
    return { refused: scope, problems: [say(`not told: ${message}`)], again, isSilent: again === undefined };
  }
}

/** A problem with the channel's name, and without anything that is nobody's business. */
function inWords(channel: Channel, message: string, variables: Variables): string {
  const secrets = variablesOf(channel)
    .flatMap((name) => variables[name]?.trim() || [])
    .filter((secret) => secret.length > 3);
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  return `The channel "${channel.id}" is ${safe}`;
}
