import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { list, moment, note, part, word } from './fields.ts';
import { type Context, read, refuseUnknown } from './reading.ts';

const ACTIONS = ['critical', 'warning', 'resolved'];

const message = z.object({
  description_title: note,
  description_text: note,
  web_url: note,
  metric_alert: z.object({
    id: word,
    identifier: word,
    organization_id: word,
    title: note,
    projects: list,
    date_started: moment,
    date_closed: moment,
    alert_rule: part({ id: note, name: note, environment: note }),
  }),
});

/** A figure that passed a threshold, until it is back. */
export function tellMetric(action: string | undefined, data: unknown, context: Context): Reading {
  if (action === undefined || !ACTIONS.includes(action)) return refuseUnknown('action', action, ACTIONS);
  const ended = action === 'resolved';
  return read(message, data, ({ metric_alert: one, ...said }) => {
    const id = one.identifier ?? one.id;
    return tell(context, {
      key: id && `metric ${one.organization_id ?? ''} ${id}`,
      state: ended ? 'ended' : 'firing',
      name: one.alert_rule.name ?? one.title,
      severity: ended ? undefined : action,
      text: [said.description_title, said.description_text],
      labels: [{ project: one.projects[0], environment: one.alert_rule.environment, rule: one.alert_rule.id }],
      startedAt: one.date_started,
      endedAt: one.date_closed,
      url: said.web_url,
    });
  });
}
