import type { News } from '../domain/news.ts';
import { escapeHtml, withAbsoluteAddresses } from './absolute.ts';
import { duration, listing, moment } from './format.ts';
import { tagOf } from './identity.ts';
import { renderMarkdown } from './markdown.ts';
import { textOfHtml } from './plain-text.ts';
import { componentLink, severityLink, type ViewContext } from './view-context.ts';
import { INCIDENT_WORDS, MAINTENANCE_WORDS, STATE_WORDS } from './words.ts';

/** One piece of news as every feed tells it. */
export interface Entry {
  /** The same for good, whatever is corrected. */
  id: string;
  url: string;
  title: string;
  published: number;
  updated: number;
  /** With absolute addresses only. */
  html: string;
  /** Facts that are not part of the text. */
  facts: string[];
  tags: { term: string; label: string }[];
}

interface Told {
  /** What stands before the subject's title. */
  word: string;
  title: string;
  page: string;
  fragment?: string;
  /** Facts that are not part of the text. */
  facts: string[];
  /** Markdown. */
  text: string;
  tags: Entry['tags'];
}

// The same news stands in several feeds, each in three formats.
const made = new WeakMap<News, Entry>();

export function entryOf(context: ViewContext, news: News): Entry {
  const known = made.get(news);
  if (known) return known;
  const told = tell(context, news);
  const { origin, snapshot } = context;
  const page = `${origin}${told.page}`;
  const edited = news.changed > news.at ? [`Edited ${moment(news.changed).text}.`] : [];
  const facts = [...told.facts, ...edited];
  const html = withAbsoluteAddresses(renderMarkdown(told.text), page).trimEnd();
  const entry = {
    id: tagOf(snapshot.site.url, dayOfKey(news), news.key),
    url: told.fragment ? `${page}#${told.fragment}` : page,
    title: `${told.word}: ${told.title}`,
    published: news.at,
    updated: news.changed,
    html,
    facts,
    tags: told.tags,
  };
  made.set(news, entry);
  return entry;
}

/** All that an entry says, as HTML. */
export function entryHtml({ html, facts }: Entry): string {
  return facts.length > 0 ? `${html}<p><small>${facts.map(escapeHtml).join(' ')}</small></p>` : html;
}

/** All that an entry says, without markup. */
export function entryText({ html, facts }: Entry): string {
  return [textOfHtml(html), facts.join(' ')].filter(Boolean).join('\n\n');
}

function tell(context: ViewContext, news: News): Told {
  if (news.kind === 'incident') return tellIncident(context, news);
  return news.kind === 'maintenance' ? tellMaintenance(context, news) : tellPostmortem(context, news);
}

function tellIncident(context: ViewContext, news: Of<'incident'>): Told {
  const { incident, update } = news;
  const word = update.state || update.reopens ? INCIDENT_WORDS[update.stateAfter] : 'Update';
  return {
    word: update.reopens ? `Reopened: ${word}` : word,
    title: incident.title,
    page: context.to.incident(incident.id),
    fragment: update.id,
    facts: incidentFacts(context, news),
    text: update.text,
    tags: [...severityTag(context, incident.severity), ...componentTags(context, news)],
  };
}

/** What was known when the update was published, so that the entry does not change with what follows. */
function incidentFacts(context: ViewContext, { incident, update }: Of<'incident'>): string[] {
  const changes = Object.entries(update.impacts).map(
    ([id, impact]) => `${componentLink(context, id).name}: ${STATE_WORDS[impact].toLowerCase()}`,
  );
  const severity = severityLink(context, incident.severity).name;
  const names = namesOf(context, Object.keys(update.hits));
  const verb = update.stateAfter === 'resolved' ? 'affected' : 'affects';
  const last = incident.updates.findLast((one) => one.resolves);
  const end = update === last ? (incident.resolved ?? update.at) : update.at;
  return [
    `${severity}${names ? `, ${verb} ${names}` : ''}.`,
    ...(changes.length > 0 ? [`${changes.join(', ')}.`] : []),
    ...(update.resolves ? [`It lasted ${duration(Math.max(0, end - incident.started))}.`] : []),
    ...(update.next === undefined ? [] : [`Next update by ${moment(update.next).text}.`]),
  ];
}

function tellMaintenance(context: ViewContext, news: Of<'maintenance'>): Told {
  const { maintenance, update } = news;
  const [from, end] = [moment(maintenance.start).text, moment(maintenance.end).text];
  const announces = update === undefined || (update === maintenance.updates[0] && update.state === 'scheduled');
  return {
    word: update?.state ? MAINTENANCE_WORDS[update.state] : update ? 'Update' : 'Scheduled',
    title: maintenance.title,
    page: context.to.maintenance(maintenance.id),
    ...(update && { fragment: update.id }),
    facts: [
      `Planned from ${from} to ${end}.`,
      ...(maintenance.series ? [`Repeats ${maintenance.series.words}.`] : []),
      `Concerns ${namesOf(context, maintenance.components)}.`,
    ],
    text: [announces && maintenance.description, update?.text].filter(Boolean).join('\n\n'),
    tags: [{ term: 'maintenance', label: 'Maintenance' }, ...componentTags(context, news)],
  };
}

function tellPostmortem(context: ViewContext, news: Of<'postmortem'>): Told {
  const { postmortem, incident } = news;
  const names = namesOf(context, news.components);
  return {
    word: 'Post-mortem',
    title: postmortem.title,
    page: context.to.postmortem(postmortem.id),
    facts: [...(names ? [`About ${names}.`] : []), 'The whole text is on the page.'],
    text: postmortem.summary,
    tags: [
      { term: 'post-mortem', label: 'Post-mortem' },
      ...severityTag(context, incident?.severity),
      ...componentTags(context, news),
    ],
  };
}

function namesOf(context: ViewContext, ids: readonly string[]): string {
  return listing(ids.map((id) => componentLink(context, id).name));
}

function componentTags(context: ViewContext, news: News): Entry['tags'] {
  return news.components.map((id) => ({ term: id, label: componentLink(context, id).name }));
}

function severityTag(context: ViewContext, id: string | undefined): Entry['tags'] {
  return id === undefined ? [] : [{ term: id, label: severityLink(context, id).name }];
}

/** The day that the name of the news' file begins with, as the date of its tag. */
function dayOfKey(news: News): string {
  return /\/(\d{4}-\d{2}-\d{2})-/.exec(news.key)?.[1] ?? moment(news.at).iso.slice(0, 10);
}

type Of<Kind extends News['kind']> = Extract<News, { kind: Kind }>;
