import { plainText } from '../views/markdown.ts';
import { link, list } from '../views/markdown-parts.ts';
import { inlineMarkdown } from '../views/safe-markdown.ts';
import type { ViewContext } from '../views/view-context.ts';
import { blocks, heading } from './markdown/parts.ts';

const MOST = 20;

/** What programs that read find here, and where. */
export function llmsText(context: ViewContext): string {
  const { snapshot, origin, to } = context;
  const { site, components, incidents, postmortems, runbooks } = snapshot;
  const page = (name: string, path: string, about = ''): string =>
    `${link(name, `${origin}${path}index.md`)}${about === '' ? '' : `: ${about}`}`;
  const file = (name: string, path: string, about: string): string => `${link(name, origin + to.file(path))}: ${about}`;
  return blocks(
    heading(1, `${site.name} status`),
    `> ${inlineMarkdown(site.description ?? `Current status and incident history of ${site.name}.`)}`,
    'Every page has a twin in Markdown: add `index.md` to its address. What the pages say is true as of the moment they give.',
    heading(2, 'How things are'),
    list([
      page('Status', to.home, 'open incidents, components, maintenance, the last days'),
      file('status.json', 'api/v1/status.json', 'the same in a few fields'),
      page('History', to.history, 'every incident by month'),
    ]),
    heading(2, 'Components'),
    list(
      components.map((one) =>
        page(one.name, to.component(one.id), inlineMarkdown(shortened(plainText(one.description)))),
      ),
    ),
    heading(2, 'Recent incidents'),
    list(
      incidents
        .slice(0, MOST)
        .map((one) => page(one.title, to.incident(one.id), `${one.severity.toUpperCase()}, ${one.state}`)),
    ),
    postmortems.length > 0 && heading(2, 'Post-mortems'),
    list(postmortems.map((one) => page(one.title, to.postmortem(one.id), inlineMarkdown(shortened(one.summary))))),
    runbooks.length > 0 && heading(2, 'Runbooks'),
    list(runbooks.map((one) => page(one.title, to.runbook(one.id)))),
    heading(2, 'What the words and figures mean'),
    list([
      ...(context.frame.internal ? [page('Action items', to.actions, 'what is left to do, and who has it')] : []),
      page('Severity levels', to.severities),
      page('How we measure', to.measure),
      page('Metrics', to.metrics),
      page('Reports', to.reports),
    ]),
    heading(2, 'For programs'),
    list([
      page('The interface', to.apiPage, 'JSON, CSV, badges, a widget'),
      page('Feeds and calendars', to.subscribe),
      file('index.json', 'api/v1/index.json', 'all documents and feeds'),
    ]),
  );
}

function shortened(text: string): string {
  return text.length <= 140 ? text : `${text.slice(0, 139).replace(/\s+\S*$/, '')}…`;
}
