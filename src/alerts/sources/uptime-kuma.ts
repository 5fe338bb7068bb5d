import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { anything, note, part, utcMoment, word } from './fields.ts';
import { address, tagsOf } from './labels.ts';
import { type Context, clip, ignore, isRecord, parseJson, quote, read, refuseUnknown } from './reading.ts';

const STATES = ['0 (down)', '1 (up)', '2 (pending)', '3 (maintenance)'];

const heartbeat = z.object({
  monitorID: word,
  monitor_id: word,
  status: word,
  time: utcMoment,
  msg: note,
  important: anything,
});

const monitor = part({ id: word, name: note, url: note, hostname: note, type: note, tags: anything });

const message = z.object({ heartbeat: anything, monitor, msg: note });

/** Uptime Kuma's webhook with a body of JSON, a form field `data`, or an address that holds it. */
export function uptimeKuma(payload: unknown, context: Context): Reading {
  return read(message, unpacked(payload), ({ heartbeat: beat, monitor: about, msg }) => {
    if (beat === null || beat === undefined) {
      const isMessage = msg !== undefined || (isRecord(payload) && 'heartbeat' in payload);
      return isMessage
        ? ignore(`Is a test or a reminder, and tells no state: ${quote(clip(msg ?? '', 80))}.`)
        : refuseUnknown('heartbeat', undefined, ['a heartbeat']);
    }
    return read(heartbeat, beat, (one) => tellBeat(one, about, msg, context));
  });
}

function tellBeat(beat: Beat, about: z.output<typeof monitor>, msg: string | undefined, context: Context): Reading {
  const { status, time } = beat;
  if (status === '2') return ignore('Says that the monitor is trying again; it is not down yet.');
  if (status === '3') return ignore('Says that the monitor is under maintenance.');
  if (status !== '0' && status !== '1') return refuseUnknown('heartbeat.status', status, STATES);
  const id = beat.monitorID ?? beat.monitor_id ?? about.id;
  return tell(context, {
    key: id,
    state: status === '1' ? 'ended' : 'firing',
    name: about.name ?? (id && `monitor ${id}`),
    text: [beat.msg, msg],
    labels: [{ monitor: id, type: about.type, url: address(about.url), host: about.hostname }, tagsOf(about.tags)],
    at: time,
    // A reminder that it is still down carries the time of the reminder.
    startedAt: status === '0' && beat.important !== false && beat.important !== 0 ? time : undefined,
    endedAt: time,
    url: about.url,
  });
}

/** The message, whichever of its parts came as text. */
function unpacked(payload: unknown): unknown {
  if (!isRecord(payload)) return payload;
  const inner = typeof payload['data'] === 'string' ? parseJson(payload['data']) : undefined;
  const whole = isRecord(inner) ? inner : payload;
  return { heartbeat: opened(whole['heartbeat']), monitor: opened(whole['monitor']), msg: whole['msg'] };
}

function opened(part: unknown): unknown {
  if (typeof part !== 'string') return part;
  return part === '' || part === 'null' ? undefined : (parseJson(part) ?? part);
}

type Beat = z.output<typeof heartbeat>;
