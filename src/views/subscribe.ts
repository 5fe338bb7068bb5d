import type { Following } from './address.ts';
import { layoutView } from './layout.ts';
import type { ProseSection, ProseView } from './prose.ts';
import { inlineMarkdown } from './safe-markdown.ts';
import { type Topic, topicsOf } from './topic.ts';
import type { ViewContext } from './view-context.ts';

/** Every way to hear of news, for people who do not know what a feed is as well. */
export function subscribeView(context: ViewContext): ProseView {
  const { site } = context.snapshot;
  const topics = topicsOf(context);
  const follow = (file: 'feed.xml' | 'atom.xml' | 'calendar.ics'): string =>
    context.origin + context.to.follow('', file);
  return {
    layout: layoutView(context, {
      title: 'Subscribe',
      description: `How to hear of incidents and maintenance at ${site.name}: feeds, calendars, Slack, Teams and e-mail.`,
      path: context.to.subscribe,
    }),
    title: 'Subscribe',
    lead: `Hear of incidents and maintenance at ${inlineMarkdown(site.name)} without looking at this page. There is no account, nobody learns your address, and you can stop at any time.`,
    sections: [
      { id: 'reader', heading: 'In a feed reader', markdown: reader(follow('atom.xml')) },
      { id: 'slack', heading: 'In Slack', markdown: slack(follow('feed.xml')) },
      { id: 'teams', heading: 'In Microsoft Teams', markdown: teams(follow('feed.xml')) },
      { id: 'mail', heading: 'By e-mail', markdown: mail(follow('feed.xml')) },
      { id: 'calendar', heading: 'Maintenance in your calendar', markdown: calendar(context, follow('calendar.ics')) },
      choice(context, topics),
      ...following(context, topics),
      { id: 'programs', heading: 'For programs', markdown: programs(context) },
    ],
  };
}

function reader(address: string): string {
  return `A feed is an address that a program of yours looks at every few minutes. The program is called a feed reader; there are many, for phones, computers and browsers, and mail programs such as Thunderbird are one too. Give it this address:

\`\`\`text
${address}
\`\`\`

Each update is one entry. When we correct something that we have published, its entry changes in place and says when; it does not come a second time.`;
}

function slack(address: string): string {
  return `In the channel that should hear of it, type:

\`\`\`text
/feed subscribe ${address}
\`\`\`

If Slack does not know \`/feed\`, somebody who may add apps has to add the one called RSS first. \`/feed list\` shows what a channel follows, and lets you stop.`;
}

function teams(address: string): string {
  return `In the menu of the channel, choose **Workflows** and search for *RSS*. Take the workflow that posts to a channel when a feed has a new item, and give it this address:

\`\`\`text
${address}
\`\`\`

The same workflow can send you an e-mail instead.`;
}

function mail(address: string): string {
  return `A feed-to-mail service reads the feed for you and writes to you when there is something new. Search the web for *RSS to e-mail*, choose one that you trust, and give it this address:

\`\`\`text
${address}
\`\`\`

Your e-mail address stays between you and that service.`;
}

function calendar(context: ViewContext, address: string): string {
  const opened = address.replace(/^https?:/, 'webcal:');
  return `Planned work appears in your calendar, moves when we move it, and is marked when we cancel it. Copy the address:

\`\`\`text
${address}
\`\`\`

- Google Calendar: next to **Other calendars**, **+**, then **From URL**.
- Outlook: **Add calendar**, then **Subscribe from web**.
- Apple Calendar: **File**, then **New Calendar Subscription**. On a phone, open \`${opened}\` in the browser.

Subscribe rather than import: an imported calendar never changes. Incidents of the last year are [a calendar as well](${context.to.follow('incidents', 'calendar.ics')}).`;
}

function choice(context: ViewContext, topics: readonly Topic[]): ProseSection {
  const of = (kind: Topic['kind']): Topic[] => topics.filter((topic) => topic.kind === kind);
  return {
    id: 'part',
    heading: 'Only what concerns you',
    markdown: [
      'Everything above works with each of these addresses as well. Take Atom if you have the choice; Slack and Teams want RSS.',
      table(context, 'Everything', [...of('site'), ...of('maintenance'), ...of('postmortems')]),
      table(context, 'Group', of('group')),
      table(context, 'Component', of('component')),
      table(context, 'Severity', of('severity')),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function following(context: ViewContext, topics: readonly Topic[]): ProseSection[] {
  const incidents = topics.filter((topic) => topic.kind === 'incident');
  if (incidents.length === 0) return [];
  const markdown = `To follow one incident until it is over, and for its post-mortem. Each has its own feed while it is open and for 30 days after.\n\n${table(context, 'Incident', incidents)}`;
  return [{ id: 'incident', heading: 'One incident', markdown }];
}

function programs(context: ViewContext): string {
  return `Everything here is also published as JSON and CSV, as badges, and as a widget for your own pages: see [the interface for programs](${context.to.apiPage}).`;
}

function table(context: ViewContext, name: string, topics: readonly Topic[]): string {
  if (topics.length === 0) return '';
  const calendars = topics.some(hasCalendar);
  const header = ['Atom', 'RSS', 'JSON', ...(calendars ? ['Calendar'] : [])];
  return [
    `| ${name} | ${header.join(' | ')} |`,
    `|${' --- |'.repeat(header.length + 1)}`,
    ...topics.map((topic) => row(context, topic, calendars)),
  ].join('\n');
}

function row({ to }: ViewContext, topic: Topic, calendars: boolean): string {
  const title = inlineMarkdown(topic.name).replaceAll('"', '\\"');
  const link = (label: string, file: Following): string =>
    `[${label}](${to.follow(topic.path, file)} "${label}: ${title}")`;
  const calendar = hasCalendar(topic) ? link('iCal', 'calendar.ics') : '';
  const cells = [link('Atom', 'atom.xml'), link('RSS', 'feed.xml'), link('JSON', 'feed.json')];
  return `| ${inlineMarkdown(topic.name)} | ${[...cells, ...(calendars ? [calendar] : [])].join(' | ')} |`;
}

function hasCalendar({ kind }: Topic): boolean {
  return kind === 'site' || kind === 'group' || kind === 'component';
}
