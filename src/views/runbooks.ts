import { coverageOf } from '../domain/runbook.ts';
import { capital, date, plural } from './format.ts';
import { layoutView } from './layout.ts';
import { link, list, table } from './markdown-parts.ts';
import type { ProseSection, ProseView } from './prose.ts';
import { reviewWords, runbookView } from './runbook.ts';
import { inlineMarkdown } from './safe-markdown.ts';
import { componentLink, type ViewContext } from './view-context.ts';

/** The runbook pages; none in a public build. */
export function runbookPages(context: ViewContext): { id: string | undefined; view: () => ProseView }[] {
  const { runbooks, audience } = context.snapshot;
  if (audience !== 'internal') return [];
  return [
    { id: undefined, view: () => runbooksView(context) },
    ...runbooks.map((one) => ({ id: one.id, view: () => runbookView(context, one) })),
  ];
}

/** Every runbook, when it must be read again, and what has none. */
function runbooksView(context: ViewContext): ProseView {
  const { snapshot, to } = context;
  const { components, rules, unreached } = coverageOf(snapshot);
  const bare = [components, rules].map((all) => all.filter((one) => one.runbooks.length === 0).length);
  return {
    layout: layoutView(context, {
      title: 'Runbooks',
      description: 'How to mend what breaks, and what has no runbook yet.',
      path: to.runbooks,
      live: true,
    }),
    title: 'Runbooks',
    lead: `How to mend what breaks: ${plural(snapshot.runbooks.length, 'runbook')}. Without one are ${counted(bare[0], 'component')} and ${counted(bare[1], 'alert rule')}.`,
    sections: [
      allOfThem(context),
      byName(
        context,
        'By component',
        components.map(({ id, runbooks }) => {
          const { name, href } = componentLink(context, id);
          return { name: link(name, href), runbooks };
        }),
      ),
      ...(rules.length === 0
        ? []
        : [
            byName(
              context,
              'By alert rule',
              rules.map(({ id, runbooks }) => {
                const name = snapshot.rules.find((one) => one.id === id)?.name ?? id;
                return { name: inlineMarkdown(name), runbooks };
              }),
            ),
          ]),
      ...(unreached.length === 0
        ? []
        : [
            {
              id: 'unreached',
              heading: 'Nothing leads to these',
              markdown: list(unreached.map(({ id, title }) => link(title, to.runbook(id)))),
            },
          ]),
    ],
  };
}

function counted(count: number | undefined, noun: string): string {
  return count ? plural(count, noun) : `no ${noun}`;
}

/** A date that is not broken at the end of a line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00A0');
}

function allOfThem(context: ViewContext): ProseSection {
  const { snapshot, to } = context;
  const rows = snapshot.runbooks.map((one) => [
    link(one.title, to.runbook(one.id)),
    reviewWords(context, one),
    inlineMarkdown(one.owner ?? '–'),
    one.reviewed ? unbroken(date(one.reviewed)) : '–',
  ]);
  const none = 'There is none yet. `npm run runbook -- new <id>` begins one.';
  const markdown = rows.length === 0 ? none : table(['Runbook', 'Read again by', 'Owner', 'Last read'], rows);
  return { id: 'all', heading: 'All of them', markdown, wide: true };
}

function byName(
  { snapshot, to }: ViewContext,
  heading: 'By component' | 'By alert rule',
  lines: readonly { name: string; runbooks: readonly string[] }[],
): ProseSection {
  const titles = new Map(snapshot.runbooks.map(({ id, title }) => [id, title]));
  const rows = lines.map(({ name, runbooks }) => [
    name,
    runbooks.map((id) => link(titles.get(id) ?? id, to.runbook(id))).join(', ') || '**none**',
  ]);
  const id = heading === 'By component' ? 'components' : 'rules';
  return { id, heading, markdown: table([capital(heading.slice('By '.length)), 'Runbooks'], rows), wide: true };
}
