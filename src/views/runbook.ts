import { dayOf } from '../domain/calendar.ts';
import type { Incident } from '../domain/incident.ts';
import { reviewOf, runbooksFor, runbooksOf, usesOf } from '../domain/runbook.ts';
import type { Runbook } from '../domain/snapshot.ts';
import type { Variable } from '../schema/runbook.ts';
import { fileLink } from './edit-link.ts';
import { date, listing, moment } from './format.ts';
import { layoutView } from './layout.ts';
import { link, list, table } from './markdown-parts.ts';
import type { ProseSection, ProseView } from './prose.ts';
import { inlineMarkdown } from './safe-markdown.ts';
import type { ViewContext } from './view-context.ts';

export interface RunbookLink {
  id: string;
  name: string;
  href: string;
}

/** The runbooks that may help in an incident. */
export function incidentRunbooks(context: ViewContext, incident: Incident): RunbookLink[] {
  return runbooksOf(context.snapshot, incident).map((one) => runbookLink(context, one));
}

/** The runbooks that help with a component. */
export function componentRunbooks(context: ViewContext, id: string): RunbookLink[] {
  return runbooksFor(context.snapshot, { components: [id] }).map((one) => runbookLink(context, one));
}

function runbookLink({ to }: ViewContext, { id, title }: Runbook): RunbookLink {
  return { id, name: title, href: to.runbook(id) };
}

/** A runbook as a page; its command blocks get a button to copy them. */
export function runbookView(context: ViewContext, runbook: Runbook): ProseView {
  const { id, title, sections } = runbook;
  const [intro] = sections.filter(({ heading }) => heading === '');
  return {
    layout: layoutView(context, {
      title: `Runbook: ${title}`,
      description: `How to mend it: ${title}.`,
      path: context.to.runbook(id),
      live: true,
    }),
    title,
    lead: [list(factsOf(context, runbook)), intro?.text ?? ''].filter(Boolean).join('\n\n'),
    sections: [
      ...sections
        .filter(({ heading }) => heading !== '')
        .map(({ heading, text }, index) => ({ id: `part-${index + 1}`, heading, markdown: text })),
      ...variables(runbook),
      walk(runbook),
      ...uses(context, runbook),
    ],
  };
}

function factsOf(context: ViewContext, runbook: Runbook): string[] {
  const { id, owner, reviewed, tags } = runbook;
  const { snapshot } = context;
  const components = snapshot.components.filter((one) => one.runbook === id || runbook.components.includes(one.id));
  const rules = snapshot.rules.filter((one) => one.runbook === id || runbook.rules.includes(one.id));
  const names = components.map((one) => link(one.name, context.to.component(one.id)));
  const file = fileLink(snapshot.site.repository, 'runbook', id);
  return [
    ...(names.length > 0 ? [`Helps with: ${listing(names)}`] : []),
    ...(rules.length > 0
      ? [`Alert rules that lead here: ${listing(rules.map(({ name }) => inlineMarkdown(name)))}`]
      : []),
    ...(owner ? [`Owner: ${inlineMarkdown(owner)}`] : []),
    ...(reviewed ? [`Last read and found right: ${date(reviewed)}`] : []),
    `To be read again by ${reviewWords(context, runbook)}`,
    ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : []),
    ...(file ? [`[The file](${file})`] : []),
  ];
}

/** When it must be read again, and whether that is over. */
export function reviewWords({ snapshot }: ViewContext, runbook: Runbook): string {
  const review = reviewOf(runbook, dayOf(snapshot.now, snapshot.site.timezone));
  const day = date(runbook.reviewBy);
  if (review === 'stale') return `${day}. **That is over: it may be wrong**`;
  return review === 'soon' ? `${day}, which is soon` : day;
}

function variables({ variables: asked }: Runbook): ProseSection[] {
  const rows = Object.entries(asked).map(([name, one]) => [
    `\`{{ ${name} }}\``,
    inlineMarkdown(one.about),
    originOf(one),
  ]);
  if (rows.length === 0) return [];
  const markdown = table(['Name', 'What it is', 'Where it comes from'], rows);
  return [{ id: 'variables', heading: 'What stands in its commands', markdown, wide: true }];
}

function originOf({ secret, from, default: usual }: Variable): string {
  if (secret) return 'a secret: shown and kept nowhere';
  if (from) return `the incident: its ${from.slice('incident.'.length)}`;
  return usual === undefined ? 'asked for' : `asked for; usually ${inlineMarkdown(usual)}`;
}

function walk({ id }: Runbook): ProseSection {
  return {
    id: 'walk',
    heading: 'Walk through it',
    markdown: `In a terminal, step by step; each command is asked for before it runs, and what was done is written into the incident's timeline:\n\n\`\`\`sh\nnpm run runbook -- ${id} --incident <id>\n\`\`\``,
  };
}

function uses(context: ViewContext, { id }: Runbook): ProseSection[] {
  const incidents = usesOf(context.snapshot, id);
  if (incidents.length === 0) return [];
  const lines = incidents.map((one) => `${link(one.title, context.to.incident(one.id))}, ${moment(one.started).text}`);
  return [{ id: 'uses', heading: 'Used in', markdown: list(lines) }];
}
