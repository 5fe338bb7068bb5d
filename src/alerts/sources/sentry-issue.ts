import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { anything, moment, note, part, word } from './fields.ts';
import { tagsOf } from './labels.ts';
import { type Context, ignore, lookUp, read, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = { created: 'firing', unresolved: 'firing', resolved: 'ended' };
const NO_NEWS = ['assigned', 'unassigned', 'ignored', 'archived'];
const EVENTS = ['triggered', 'created'];

const issueData = z.object({
  issue: z.object({
    id: word,
    shortId: note,
    title: note,
    culprit: note,
    level: note,
    firstSeen: moment,
    permalink: note,
    web_url: note,
    project: part({ slug: note, name: note }),
  }),
});

const event = z.object({
  issue_id: word,
  issue_url: note,
  event_id: word,
  title: note,
  message: note,
  culprit: note,
  level: note,
  environment: note,
  project: note,
  url: note,
  web_url: note,
  datetime: moment,
  tags: anything,
});

const eventData = z.object({ event: anything, error: anything, triggered_rule: note });

/** An error that people are told of until somebody resolves it. */
export function tellIssue(action: string | undefined, data: unknown, context: Context): Reading {
  if (action !== undefined && NO_NEWS.includes(action)) return ignore(`An issue was ${action}; that does not end it.`);
  const state = lookUp(STATES, action);
  if (!state) return refuseUnknown('action', action, [...Object.keys(STATES), ...NO_NEWS]);
  return read(issueData, data, ({ issue }) =>
    tell(context, {
      key: issue.id && `issue ${issue.id}`,
      state,
      name: issue.title,
      severity: issue.level,
      text: [issue.culprit],
      labels: [{ project: issue.project.slug ?? issue.project.name, issue: issue.shortId }],
      // An issue that comes back was first seen when it came for the first time.
      startedAt: action === 'created' ? issue.firstSeen : undefined,
      url: issue.permalink ?? issue.web_url,
    }),
  );
}

/** One more event of an issue: the issue goes on, and ends when it is resolved. */
export function tellEvent(action: string | undefined, data: unknown, context: Context): Reading {
  if (action === undefined || !EVENTS.includes(action)) return refuseUnknown('action', action, EVENTS);
  return read(eventData, data, (said) =>
    read(event, said.event ?? said.error, (one) => {
      const issue = one.issue_id ?? /\/issues\/(\d{1,30})\/?$/.exec(one.issue_url?.slice(-100) ?? '')?.[1];
      return tell(context, {
        key: issue === undefined ? one.event_id && `event ${one.event_id}` : `issue ${issue}`,
        state: 'firing',
        name: said.triggered_rule ?? one.title,
        title: one.title,
        severity: one.level,
        text: [one.message, one.culprit],
        labels: [
          { project: projectIn(one.url) ?? one.project, rule: said.triggered_rule, environment: one.environment },
          tagsOf(one.tags),
        ],
        at: one.datetime,
        url: one.web_url,
      });
    }),
  );
}

// An event has the number of its project; its address in the API has the name.
function projectIn(url: string | undefined): string | undefined {
  const parts = url?.slice(0, 500).split('/') ?? [];
  const at = parts.indexOf('projects');
  return at < 0 ? undefined : parts[at + 2];
}
