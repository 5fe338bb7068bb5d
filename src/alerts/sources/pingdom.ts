import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { anything, moment, note, part, utcMoment, word } from './fields.ts';
import { address, tagsOf } from './labels.ts';
import { type Context, lookUp, read, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = { DOWN: 'firing', FAILING: 'firing', UP: 'ended', SUCCESS: 'ended' };

const check = z.object({
  check_id: word,
  check_name: note,
  check_type: note,
  check_params: part({ full_url: note, hostname: note, url: note }),
  tags: anything,
  current_state: word,
  importance_level: note,
  state_changed_timestamp: moment,
  state_changed_utc_time: utcMoment,
  description: note,
  long_description: note,
  custom_message: note,
});

/** Pingdom webhooks of uptime and transaction checks. */
export function pingdom(payload: unknown, context: Context): Reading {
  return read(check, payload, (one) => {
    const state = lookUp(STATES, one.current_state?.toUpperCase());
    if (!state) return refuseUnknown('current_state', one.current_state, Object.keys(STATES));
    const { full_url, hostname, url } = one.check_params;
    const at = one.state_changed_timestamp ?? one.state_changed_utc_time;
    return tell(context, {
      key: one.check_id,
      state,
      name: one.check_name,
      severity: one.importance_level,
      text: [one.description, one.long_description, one.custom_message],
      labels: [
        { check: one.check_id, type: one.check_type, url: address(full_url ?? url), host: hostname },
        tagsOf(one.tags),
      ],
      at,
      startedAt: state === 'firing' ? at : undefined,
      endedAt: at,
      url: full_url ?? url,
    });
  });
}
