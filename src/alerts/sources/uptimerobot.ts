import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { momentIn, word } from './fields.ts';
import { address, tagsOf } from './labels.ts';
import { type Context, isRecord, lookUp, read, refuseUnknown } from './reading.ts';

const MOST_KEYS = 200;
// By number and by the name beside it; a template may hold only one of them.
const KINDS: Record<string, Kind> = {
  '1': 'down',
  down: 'down',
  '2': 'up',
  up: 'up',
  '3': 'certificate',
  'ssl expiry': 'certificate',
};

// A variable without a value stays as it is written.
const UNSET = /^\*[A-Za-z]{1,60}\*$/;
const variable = word.transform((text) => (UNSET.test(text ?? '') ? undefined : text));
const optional = variable.catch(undefined);

const message = z.object({
  monitorid: variable,
  monitorurl: optional,
  monitorfriendlyname: optional,
  monitortags: optional,
  alerttype: variable,
  alerttypefriendlyname: variable,
  alertdetails: optional,
  alertdatetime: momentIn(undefined, UNSET),
});

/** UptimeRobot's template, whichever way its names are written. */
export function uptimerobot(payload: unknown, context: Context): Reading {
  return read(message, isRecord(payload) ? plainNames(payload) : payload, (one) => {
    const type = one.alerttype ?? one.alerttypefriendlyname;
    const kind = lookUp(KINDS, type?.toLowerCase());
    if (!kind) return refuseUnknown('alertType', type, ['1 (down)', '2 (up)', '3 (SSL expiry)']);
    const monitor = one.monitorid ?? [one.monitorfriendlyname, one.monitorurl].filter(Boolean).join(' ');
    const at = one.alertdatetime;
    return tell(context, {
      key: monitor && (kind === 'certificate' ? `${monitor} certificate` : monitor),
      state: kind === 'up' ? 'ended' : 'firing',
      name: one.monitorfriendlyname ?? one.monitorurl,
      text: [one.alertdetails],
      labels: [
        {
          monitor: one.monitorid,
          url: address(one.monitorurl),
          kind: kind === 'certificate' ? 'certificate' : 'availability',
        },
        tagsOf(one.monitortags),
      ],
      at,
      // What `up` says of the duration is rounded, and would be another beginning.
      startedAt: kind === 'down' ? at : undefined,
      endedAt: at,
      url: one.monitorurl,
    });
  });
}

/** `monitorID` and `monitor_id` are the same name. */
function plainNames(payload: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(payload).slice(0, MOST_KEYS);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase().replaceAll(/[_-]/g, ''), value]));
}

type Kind = 'down' | 'up' | 'certificate';
