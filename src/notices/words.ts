import type { Written } from '../domain/snapshot.ts';
import type { MessageData, MessagePlace, NoticeEvent } from '../schema/message.ts';
import { cleanLine } from '../schema/text.ts';
import { duration, listing, moment } from '../views/format.ts';
import { plainText } from '../views/markdown.ts';
import { inlineMarkdown } from '../views/safe-markdown.ts';
import type { Draft } from './listener.ts';
import type { Channel } from './notice.ts';

const PLACE = /\{\{ ?(title|text|state|severity|components|started|link|edit|site) ?\}\}/g;
/** Places whose value is Markdown or an address already. */
const AS_IT_IS: readonly string[] = ['text', 'link', 'edit'];

/** The words that something is told in. */
export interface Words {
  subject: string;
  /** Markdown. */
  body: string;
}

/** What the places of a message stand for, as text; `text` is Markdown. */
export type Values = Partial<Record<MessagePlace, string>>;

const FACTS =
  '- Affects: {{ components }}\n- Severity: {{ severity }}\n- Since: {{ started }}\n- Write an update: {{ edit }}';
const WORK = '{{ text }}\n\n- Planned: {{ started }}\n- Concerns: {{ components }}';

const DEFAULTS: Record<NoticeEvent, Words> = {
  opened: { subject: '{{ state }}: {{ title }}', body: `{{ text }}\n\n${FACTS}` },
  updated: { subject: '{{ state }}: {{ title }}', body: '{{ text }}\n\n- Write an update: {{ edit }}' },
  reopened: { subject: 'Reopened: {{ title }}', body: `{{ text }}\n\n${FACTS}` },
  resolved: {
    subject: 'Resolved: {{ title }}',
    body: '{{ text }}\n\n- Affected: {{ components }}\n- Began: {{ started }}',
  },
  withdrawn: {
    subject: 'Withdrawn: {{ title }}',
    body: 'We have taken back what we told about this: it is no longer on our status page.',
  },
  planned: { subject: 'Maintenance planned: {{ title }}', body: WORK },
  moved: { subject: 'Maintenance moved: {{ title }}', body: WORK },
  reminder: { subject: 'Maintenance ahead: {{ title }}', body: WORK },
  started: { subject: 'Maintenance has begun: {{ title }}', body: WORK },
  completed: { subject: 'Maintenance completed: {{ title }}', body: '{{ text }}\n\n- Concerned: {{ components }}' },
  cancelled: { subject: 'Maintenance cancelled: {{ title }}', body: WORK },
  published: { subject: 'Post-mortem: {{ title }}', body: '{{ text }}\n\n- About: {{ components }}' },
  digest: { subject: '{{ title }}', body: '{{ text }}' },
};

/** The words that fit best: those for the channel before those for its audience before those for all before our own. */
export function wordsFor(event: NoticeEvent, channel: Channel, messages: readonly Written<MessageData>[]): Words {
  const fitting = messages.filter(
    (one) =>
      one.event.includes(event) &&
      (one.channels === undefined || one.channels.includes(channel.id)) &&
      (one.audience === undefined || one.audience === channel.audience),
  );
  const [best] = fitting.sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  if (!best) return DEFAULTS[event];
  return { subject: best.subject, body: best.body.trim() || DEFAULTS[event].body };
}

/** Words with their places filled. A line that asks for something that is not there is left out. */
export function filled({ subject, body }: Words, values: Values): Words {
  const lines = body.split('\n').flatMap((line) => {
    const asked = [...line.matchAll(PLACE)].map(([, place]) => values[place as MessagePlace] ?? '');
    if (asked.includes('')) return [];
    return [line.replaceAll(PLACE, (_, place: MessagePlace) => markdownOf(place, values[place] ?? ''))];
  });
  return {
    subject: cleanLine(subject.replaceAll(PLACE, (_, place: MessagePlace) => lineOf(place, values[place] ?? ''))),
    body: lines
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
  };
}

/** What the places stand for where a draft is told. */
export function valuesOf(draft: Draft, site: string): Values {
  const { subject, text, state, edit } = draft;
  return {
    title: draft.title,
    text,
    state,
    severity: subject.severity?.name ?? '',
    components: listing(subject.components.map(({ name }) => name)),
    started: periodOf(subject),
    link: subject.url,
    edit: edit ?? '',
    site,
  };
}

function weight({ channels, audience }: MessageData): number {
  return (channels ? 2 : 0) + (audience ? 1 : 0);
}

function periodOf({ started, end, repeats }: Draft['subject']): string {
  if (started === undefined) return '';
  const { text } = moment(started);
  if (end === undefined) return text;
  const until = moment(end);
  const isSameDay = moment(started).iso.slice(0, 10) === until.iso.slice(0, 10);
  const period = `${text} to ${isSameDay ? until.clock : until.text} (${duration(end - started)})`;
  return repeats === undefined ? period : `${period}, ${repeats}`;
}

function markdownOf(place: MessagePlace, value: string): string {
  return AS_IT_IS.includes(place) ? value : inlineMarkdown(value);
}

function lineOf(place: MessagePlace, value: string): string {
  return place === 'text' ? plainText(value) : value;
}
