import { ChannelProblem } from './deliver.ts';
import { NotTaken } from './io/channels/not-taken.ts';
import type { Variables } from './io/channels/variables.ts';
import { variablesOf } from './notices/channel-variables.ts';
import type { Channel, Notice } from './notices/notice.ts';
import type { Failure } from './notices/trial.ts';
import type { NotifyOptions } from './notify.ts';

export interface Attempt {
  /** Nothing where it was taken. `byHand` where a person has to mend the channel, until when it costs nothing to look. */
  failure: (Failure & { byHand?: boolean }) | undefined;
  problems: string[];
}

/** Sends one notice, and says in words what went wrong. Whatever that is, it is the trouble of this channel alone. */
export async function attempt(
  notice: Notice,
  channel: Channel,
  { send, variables, now }: Pick<NotifyOptions, 'send' | 'variables' | 'now'>,
): Promise<Attempt> {
  const say = (text: string): string => inWords(channel, text, variables);
  try {
    const said = await send(notice, channel, { variables, now });
    return { failure: undefined, problems: said.map((text) => say(`told, but ${text}`)) };
  } catch (error) {
    const failure = failureOf(error);
    const what = failure.unsure ? 'perhaps not told' : 'not told';
    return { failure, problems: [say(`${what}: ${whyOf(error)}`)] };
  }
}

function failureOf(error: unknown): Failure & { byHand?: boolean } {
  if (error instanceof ChannelProblem) return { refused: 'channel', unsure: false, again: undefined, byHand: true };
  if (!(error instanceof NotTaken)) return { refused: 'channel', unsure: true, again: undefined };
  const { scope, unsure, again } = error;
  return { refused: scope, unsure, again };
}

// What an unknown error says may hold an address with its password.
function whyOf(error: unknown): string {
  if (error instanceof ChannelProblem || error instanceof NotTaken) return error.message;
  return `Something unforeseen went wrong (${error instanceof Error ? error.name : typeof error}).`;
}

/** A problem with the channel's name, and without anything that is nobody's business. */
function inWords(channel: Channel, message: string, variables: Variables): string {
  const secrets = variablesOf(channel)
    .flatMap((name) => variables[name]?.trim() || [])
    .filter((secret) => secret.length > 3);
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  return `The channel "${channel.id}" is ${safe}`;
}
