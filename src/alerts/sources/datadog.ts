import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { digest, tell } from './draft.ts';
import { anything, momentIn, part, word } from './fields.ts';
import { tagsOf } from './labels.ts';
import { type Context, ignore, lookUp, read, refuse, refuseUnknown } from './reading.ts';

const TRANSITIONS: Record<string, Alert['state']> = {
  triggered: 'firing',
  're-triggered': 'firing',
  warn: 'firing',
  're-warn': 'firing',
  'no data': 'firing',
  're-no data': 'firing',
  renotify: 'firing',
  recovered: 'ended',
};

// A variable without a value is left as it is written, empty, or the word null.
const UNSET = /^(?:null|\$[A-Z_]{1,60})$/i;
const variable = word.transform((text) => (UNSET.test(text ?? '') ? undefined : text));
const optional = variable.catch(undefined);

const message = z.object({
  alert_cycle_key: variable,
  aggreg_key: variable,
  alert_transition: variable,
  alert_id: variable,
  alert_title: optional,
  alert_priority: optional,
  alert_scope: optional,
  alert_type: optional,
  title: optional,
  body: optional,
  text_only_msg: optional,
  hostname: optional,
  org: part({ name: optional }),
  tags: anything,
  link: optional,
  date: momentIn(undefined, UNSET),
});

/** Datadog webhooks: the template from our pages, or the one that Datadog begins with. */
export function datadog(payload: unknown, context: Context): Reading {
  return read(message, payload, (one) => {
    const heading = headingOf(one.alert_title ?? one.title ?? '');
    if (heading.test) return ignore('Is a test notification.');
    const transition = one.alert_transition ?? heading.transition;
    if (transition === undefined) return refuse('Says neither that something triggered nor that it recovered.');
    const state = lookUp(TRANSITIONS, transition.toLowerCase());
    if (!state) return refuseUnknown('alert_transition', transition, Object.keys(TRANSITIONS));
    const { name } = heading;
    return tell(context, {
      key: one.alert_cycle_key ?? one.aggreg_key ?? keyOf(one.alert_id, one.alert_scope ?? heading.scope, name),
      state,
      name,
      severity: one.alert_priority ?? heading.priority,
      text: [one.text_only_msg ?? one.body],
      labels: [
        { monitor: one.alert_id, host: one.hostname, scope: one.alert_scope ?? heading.scope, org: one.org.name },
        tagsOf(one.tags),
        tagsOf(one.alert_scope ?? heading.scope),
      ],
      at: one.date,
      endedAt: one.date,
      url: one.link,
    });
  });
}

function keyOf(monitor: string | undefined, scope: string | undefined, name: string | undefined): string | undefined {
  if (monitor === undefined && name === undefined) return undefined;
  return monitor === undefined ? `title-${digest([name ?? '', scope ?? ''])}` : `${monitor} ${scope ?? ''}`.trim();
}

/** The parts of a title such as `[P1] [Triggered on {host:db1}] CPU is high`. */
function headingOf(title: string): Heading {
  const heading: Heading = { name: undefined, test: false };
  let rest = title.slice(0, 1_000).trim();
  for (let end = rest.indexOf(']'); rest.startsWith('[') && end > 0; end = rest.indexOf(']')) {
    const [word = '', ...scope] = rest.slice(1, end).split(' on ');
    if (/^P[1-5]$/.test(word)) heading.priority = word;
    else if (word === 'TEST') heading.test = true;
    else if (lookUp(TRANSITIONS, word.toLowerCase())) {
      heading.transition = word;
      heading.scope = scope.join(' on ').replace(/^\{/, '').replace(/\}$/, '') || undefined;
    } else break;
    rest = rest.slice(end + 1).trim();
  }
  return { ...heading, name: rest || undefined };
}

interface Heading {
  name: string | undefined;
  test: boolean;
  transition?: string;
  scope?: string | undefined;
  priority?: string;
}
