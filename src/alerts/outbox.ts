import { z } from 'zod';
import { id } from '../schema/fields.ts';
import type { Decision, IncidentDecision } from './decision.ts';
import { printLines, readLines } from './json-lines.ts';
import type { Known } from './policy.ts';

/** What is to be sent stands here from the commit that it tells of until it has been sent. */
export const OUTBOX_FILE = '.outbox.jsonl';

const EVENTS = ['opened', 'updated', 'resolved'] as const;

const waiting = z.strictObject({
  /** The same for good, so that who is told twice can know. */
  id: z.string().min(1).max(300),
  channel: id,
  event: z.enum(EVENTS),
  incident: id,
  /** When the update that it tells of was. */
  at: z.number(),
});

/** One message to one channel that has not been sent yet. */
export type Waiting = z.output<typeof waiting>;

const EVENT_OF: Partial<Record<IncidentDecision['kind'], Waiting['event']>> = {
  open: 'opened',
  update: 'updated',
  impact: 'updated',
  resolve: 'resolved',
};

/** What subscribers' channels are to hear of these decisions. Of a draft only the team's own hear. */
export function waitingFor(decisions: readonly Decision[], stories: readonly Told[], known: Known): Waiting[] {
  const told = new Map(stories.map((one) => [one.id, one]));
  return decisions.flatMap((decision) => {
    if (!('at' in decision)) return [];
    const event = EVENT_OF[decision.kind];
    const story = told.get(decision.incident);
    if (!event || !story) return [];
    const { incident, at } = decision;
    const heard = known.policy.severities.find((one) => one.id === story.severity)?.channels ?? [];
    return heard
      .filter((name) => {
        const channel = known.channels.get(name);
        return channel?.kind === 'webhook' && (!story.draft || channel.audience === 'internal');
      })
      .map((channel) => ({
        id: `${incident}/${new Date(at).toISOString()}/${event}/${channel}`,
        channel,
        event,
        incident,
        at,
      }));
  });
}

interface Told {
  id: string;
  severity: string;
  draft: boolean;
}

export function readOutbox(text: string): Waiting[] {
  return readLines(waiting, text);
}

/** The outbox of these messages, each once. */
export function printOutbox(messages: readonly Waiting[]): string {
  return printLines([...new Map(messages.map((one) => [one.id, one])).values()]);
}
