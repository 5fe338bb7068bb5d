import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { type Draft, tell } from './draft.ts';
import { anything, bag, list, moment, note, word } from './fields.ts';
import { tagsOf } from './labels.ts';
import { type Context, ignore, isRecord, read, refuseUnknown } from './reading.ts';

const NEWS = ['Create', 'Acknowledge', 'Close', 'Delete'];
const NO_NEWS = [
  ...['UnAcknowledge', 'AddNote', 'AddTags', 'RemoveTags', 'AddDetails', 'RemoveDetails', 'UpdatePriority'],
  ...['UpdateMessage', 'UpdateDescription', 'Escalate', 'EscalateNext', 'EscalateToNext', 'AssignOwnership'],
  ...[
    'Assign',
    'TakeOwnership',
    'AddRecipient',
    'AddResponder',
    'AddTeam',
    'Snooze',
    'Unsnooze',
    'SnoozeEnded',
    'Seen',
  ],
];

const alert = z.object({
  alertId: word,
  alias: word,
  message: note,
  description: note,
  entity: note,
  source: note,
  priority: note,
  tags: list,
  details: bag,
  teams: list,
  team: note,
  createdAt: moment,
  updatedAt: moment,
});

const message = z.object({ action: word, alert: anything });

/** Opsgenie webhooks. */
export function opsgenie(payload: unknown, context: Context): Reading {
  return read(message, payload, ({ action, alert: about }) => {
    if (action !== undefined && NO_NEWS.includes(action)) return ignore(`${action} does not begin or end a trouble.`);
    if (action === undefined || !NEWS.includes(action)) return refuseUnknown('action', action, NEWS);
    return read(alert, about, (one) => tell(context, { ...draftOf(one), ...timesOf(action, one) }));
  });
}

function draftOf(one: OpsgenieAlert): Omit<Draft, 'state'> {
  const [team] = one.teams;
  return {
    key: one.alias ?? one.alertId,
    name: one.message,
    severity: one.priority?.replace(/^(?=\d$)/, 'p'),
    text: [one.description],
    labels: [
      {
        entity: one.entity,
        source: one.source,
        team: one.team ?? (isRecord(team) ? (team['name'] ?? team['id']) : team),
      },
      one.details,
      tagsOf(one.tags),
    ],
  };
}

function timesOf(action: string, { createdAt, updatedAt }: OpsgenieAlert): Times {
  const at = updatedAt ?? createdAt;
  if (action === 'Create') return { state: 'firing', at, startedAt: createdAt };
  if (action === 'Acknowledge') return { state: 'firing', at, startedAt: createdAt, acknowledgedAt: updatedAt };
  return { state: 'ended', at: updatedAt, startedAt: createdAt, endedAt: updatedAt };
}

type OpsgenieAlert = z.output<typeof alert>;
type Times = { state: Alert['state'] } & Pick<Draft, 'at' | 'startedAt' | 'endedAt' | 'acknowledgedAt'>;
