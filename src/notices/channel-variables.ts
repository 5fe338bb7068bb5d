import type { Channel } from './notice.ts';

/** Names of the variables that a channel needs. */
export function variablesOf(channel: Channel): string[] {
  return [
    channel.secret,
    ...(channel.kind === 'webhook' && channel.signing ? [channel.signing] : []),
    ...(channel.kind === 'email' && channel.recipients ? [channel.recipients] : []),
  ];
}

/** Whether anybody has begun to set a channel up here: any of its variables holds something. */
export function isSetUp(channel: Channel, variables: Readonly<Record<string, string | undefined>>): boolean {
  return variablesOf(channel).some((name) => variables[name]?.trim());
}

/** For a person: what is lacking of a channel that somebody has begun to set up here. */
export function halfSet(channel: Channel, variables: Readonly<Record<string, string | undefined>>): string[] {
  const lacking = variablesOf(channel).filter((name) => !variables[name]?.trim());
  if (lacking.length === 0 || !isSetUp(channel, variables)) return [];
  return [`The channel "${channel.id}" would not be told: it has no ${lacking.join(' and no ')}.`];
}

/** For a person: channels that nobody has set up, with what to set. Nothing where there are none. */
export function unsetLine(channels: readonly Channel[]): string | undefined {
  if (channels.length === 0) return undefined;
  const each = channels.map((channel) => `${channel.id} (${variablesOf(channel).join(', ')})`);
  return `Not set up here, so not told: ${each.join(', ')}.`;
}
