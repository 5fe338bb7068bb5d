import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { bag, moment, note, word } from './fields.ts';
import { type Context, isRecord, lookUp, read, readEach, refuse, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = { firing: 'firing', ended: 'ended', resolved: 'ended' };

const alert = z.object({
  key: word,
  state: word,
  title: word,
  text: note,
  labels: bag,
  startedAt: moment,
  endedAt: moment,
  acknowledgedAt: moment,
  url: note,
});

/** Our own shape, for what has no page of its own: one alert, or `{ alerts: [...] }`. */
export function generic(payload: unknown, context: Context): Reading {
  const many = isRecord(payload) && Array.isArray(payload['alerts']) ? payload['alerts'] : [payload];
  return readEach(many, (part) => read(alert, part, (one) => tellAlert(one, context)));
}

function tellAlert(one: z.output<typeof alert>, context: Context): Reading {
  const state = lookUp(STATES, one.state);
  if (!state) return refuseUnknown('state', one.state, Object.keys(STATES));
  if (one.title === undefined) return refuse('title is missing.');
  return tell(context, { ...one, state, name: one.title, text: [one.text], labels: [one.labels] });
}
