import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { moment, note, part, word } from './fields.ts';
import { address } from './labels.ts';
import { type Context, ignore, lookUp, read, refuseUnknown } from './reading.ts';

const EVENTS: Record<string, Kind> = {
  started: 'began',
  reopened: 'began',
  acknowledged: 'acknowledged',
  resolved: 'over',
  unconfirmed: 'none',
  validating: 'none',
};

const message = z.object({
  event: word,
  data: z.object({
    id: word,
    type: word,
    attributes: z.object({
      name: note,
      url: note,
      cause: note,
      status: word,
      team_name: note,
      started_at: moment,
      acknowledged_at: moment,
      resolved_at: moment,
    }),
    relationships: part({ monitor: part({ data: part({ id: note }) }) }),
  }),
});

/** Better Stack's outgoing webhooks about incidents. */
export function betterstack(payload: unknown, context: Context): Reading {
  return read(message, payload, ({ event, data }) => {
    const { attributes: one, relationships } = data;
    if (data.type !== undefined && data.type !== 'incident')
      return ignore(`Is about a ${data.type} and not an incident.`);
    const said = event ?? one.status;
    const kind = lookUp(EVENTS, said?.toLowerCase().replace(/^incident[._]/, ''));
    if (!kind) return refuseUnknown('event', said, Object.keys(EVENTS));
    if (kind === 'none') return ignore(`${said} neither begins nor ends a trouble.`);
    return tell(context, {
      key: data.id,
      state: kind === 'over' ? 'ended' : 'firing',
      name: one.name,
      text: [one.cause],
      labels: [{ monitor: relationships.monitor.data.id, url: address(one.url), team: one.team_name }],
      startedAt: one.started_at,
      endedAt: one.resolved_at,
      acknowledgedAt: one.acknowledged_at,
      url: one.url,
    });
  });
}

type Kind = 'began' | 'acknowledged' | 'over' | 'none';
