import { API_DOCUMENTS } from '../schema/api.ts';
import { STATUSPAGE_DOCUMENTS } from '../schema/statuspage.ts';
import { FIGURES, TABLES, type TableName } from '../schema/tables.ts';
import { escapeHtml } from './absolute.ts';
import { COLLECTION_SCHEMA } from './api/collection.ts';
import { DOCUMENT_WORDS } from './api/site.ts';
import { layoutView } from './layout.ts';
import type { ProseView } from './prose.ts';
import { inlineMarkdown } from './safe-markdown.ts';
import type { ViewContext } from './view-context.ts';

/** What programs can read, with examples that run as they stand. */
export function apiPageView(context: ViewContext): ProseView {
  const { site } = context.snapshot;
  return {
    layout: layoutView(context, {
      title: 'For programs',
      description: `The status of ${site.name} as JSON, CSV, badges and a widget.`,
      path: context.to.apiPage,
    }),
    title: 'For programs',
    lead: 'Everything on these pages as files. No key, no account; any program and any web page may read them.',
    sections: [
      { id: 'try', heading: 'Try it', markdown: examples(context) },
      { id: 'v1', heading: 'Version 1', markdown: ownDocuments(context) },
      { id: 'v2', heading: 'For programs that know Statuspage', markdown: statuspage(context) },
      { id: 'badges', heading: 'Badges', markdown: badges(context) },
      { id: 'widget', heading: 'A widget for your own pages', markdown: widget(context) },
      { id: 'tables', heading: 'Tables', markdown: tables(context) },
      { id: 'markdown', heading: 'Pages as Markdown', markdown: twins(context) },
      { id: 'manners', heading: 'Good to know', markdown: MANNERS },
    ],
  };
}

const MANNERS = `- The files are made when something is published, and every few hours. Ask once a minute at most; the server tells you when nothing has changed.
- Everything is UTF-8. Times are ISO 8601, in UTC, unless a document says otherwise.
- \`asOf\` says of which moment a document speaks. If it is older than \`staleAfter\` seconds, do not believe it.
- A version never loses a field and never changes what one means. It may gain fields, so let yours ignore what it does not know.
- Text that people wrote comes as Markdown, as plain text, and as HTML that holds nothing but structure, words and links.`;

function examples(context: ViewContext): string {
  const address = (path: string): string => context.origin + context.to.file(path);
  return `Is everything all right? The first page's sentence:

\`\`\`sh
curl -s ${address('api/v1/status.json')} | jq -r .sentence
\`\`\`

What is not operational now:

\`\`\`sh
curl -s ${address('api/v1/components.json')} | jq -r '.components[] | select(.state != "operational") | "\\(.name): \\(.state)"'
\`\`\`

The newest update of every open incident:

\`\`\`sh
curl -s ${address('api/v1/incidents.json')} | jq -r '.incidents[] | select(.open) | "\\(.title): \\(.updates[-1].text)"'
\`\`\`

How long each of the last ten incidents was felt, in minutes:

\`\`\`sh
curl -s ${address('api/v1/metrics.json')} | jq -r '.incidents[:10][] | "\\(.id) \\(if .seconds.felt then (.seconds.felt / 60 | floor) else "not known yet" end)"'
\`\`\`

The same in a browser or in Node:

\`\`\`js
const status = await (await fetch('${address('api/v1/status.json')}')).json();
console.log(status.sentence);
\`\`\``;
}

function ownDocuments({ to }: ViewContext): string {
  const rows = (Object.keys(API_DOCUMENTS) as (keyof typeof API_DOCUMENTS)[]).map(
    (name) =>
      `| [${name}.json](${to.file(`api/v1/${name}.json`)}) | ${DOCUMENT_WORDS[name]} | [schema](${to.file(`api/schemas/v1/${name}.json`)} "JSON Schema of ${name}.json") |`,
  );
  return `| Document | Holds | Shape |
| --- | --- | --- |
${rows.join('\n')}

Incidents of a month are at \`${to.file('api/v1/incidents/<year>/<month>.json')}\`, such as \`2026/11.json\`; the index lists the months. They have the shape of \`incidents.json\`.`;
}

function statuspage({ snapshot, origin, to }: ViewContext): string {
  const rows = Object.keys(STATUSPAGE_DOCUMENTS).map(
    (name) =>
      `| [${name}.json](${to.file(`api/v2/${name}.json`)}) | [schema](${to.file(`api/schemas/v2/${name}.json`)} "JSON Schema of ${name}.json") |`,
  );
  const root =
    to.root === ''
      ? 'This site stands at the root of its host, so clients that only take a host name work too.'
      : 'This site stands below a folder, so clients that only take a host name, and ask at its root, cannot find it; those that take an address can.';
  return `The documents below \`/api/v2/\` have the shape of the Statuspage public API, so that programs made for it work unchanged. Give them this address:

\`\`\`text
${origin}${to.root}
\`\`\`

${root}

| Document | Shape |
| --- | --- |
${rows.join('\n')}

- \`incidents.json\` and \`scheduled-maintenances.json\` hold the latest 50.
- Times carry the offset of ${snapshot.site.timezone} on their date.
- The page's status follows the components: \`minor\` from one degraded or partly down, \`major\` from one down, \`critical\` when all are.
- An incident's \`impact\` is the hardest that any component was hit: degraded is \`minor\`, partly down \`major\`, down \`critical\`.
- Maintenance that was cancelled is \`completed\` there, because these programs know no other word.`;
}

function badges({ snapshot, origin, to }: ViewContext): string {
  const [component] = snapshot.components;
  const address = (path: string): string => origin + to.file(`badge/${path}`);
  const name = inlineMarkdown(snapshot.site.name);
  const rows = [
    ['The whole site', 'status.svg', 'uptime/status.svg'],
    ...(snapshot.groups.some((group) => group.name !== undefined)
      ? [['A group', 'groups/<id>.svg', 'uptime/groups/<id>.svg']]
      : []),
    ['A component', 'components/<id>.svg', 'uptime/components/<id>.svg'],
  ].map(([what, state, uptime]) => `| ${what} | \`badge/${state}\` | \`badge/${uptime}\` |`);
  const pictures = ['status.svg', 'uptime/status.svg', ...(component ? [`components/${component.id}.svg`] : [])];
  return `${pictures.map((path) => `![Badge: ${path.replace('.svg', '')}](${to.file(`badge/${path}`)})`).join(' ')}

For a README:

\`\`\`markdown
[![Status of ${name}](${address('status.svg')})](${origin}${to.home})
\`\`\`

| Of | State | Uptime |
| --- | --- | --- |
${rows.join('\n')}

Beside each stands the same as \`.json\`, for services that draw badges from such an address.`;
}

function widget({ snapshot, origin, to, widgetHash }: ViewContext): string {
  return `One line that says how we are doing, and leads here. It keeps its looks and yours apart, asks once a minute while it is seen, and where scripts are off it is a link.

\`\`\`html
<a href="${origin}${to.home}">Status of ${escapeHtml(snapshot.site.name)}</a>
<script async src="${origin}${to.file('widget.js')}" integrity="${widgetHash}" crossorigin="anonymous"></script>
\`\`\`

Add \`data-component="<id>"\` to the script to speak of one component, and \`data-theme="light"\` or \`"dark"\` where your page has only one.

If your page has a content security policy, it needs these two sources. The script's bytes change only with a new version of this software:

\`\`\`text
script-src '${widgetHash}'; connect-src ${origin}
\`\`\`

The file itself: [widget.js](${to.file('widget.js')}).`;
}

function tables({ to }: ViewContext): string {
  const rows = Object.values(DOWNLOADS).map(
    ({ path, says }) => `| [${path.split('/').at(-1)}](${to.file(path)}) | ${says} |`,
  );
  return `| Table | Holds |
| --- | --- |
${rows.join('\n')}
| [history.csv](${to.file('uptime/history.csv')}) | the same since every component came into service |

Times are moments in UTC. A cell that a spreadsheet would take for a formula begins with an apostrophe. A table never loses a column; new ones come at its end. How each figure is made is on [How we measure](${to.measure}).

The post-mortems are there [as JSON](${to.file('postmortems/postmortems.json')}) as well ([its shape](${to.file(COLLECTION_SCHEMA)})).

${Object.entries(DOWNLOADS)
  .map(([name, { path }]) => columnsOf(name as TableName, path))
  .join('\n\n')}

### Names in figures.csv

| Figure | Is |
| --- | --- |
${Object.entries(FIGURES)
  .map(([name, says]) => `| \`${name}\` | ${says} |`)
  .join('\n')}`;
}

const DOWNLOADS: Record<TableName, { path: string; says: string }> = {
  incidents: {
    path: 'api/v1/metrics.csv',
    says: 'one row for each incident: its moments, and the seconds between them',
  },
  impacts: { path: 'api/v1/impacts.csv', says: 'one row for each stretch in which an incident hit a component' },
  actions: { path: 'api/v1/actions.csv', says: 'one row for each action item of the post-mortems' },
  postmortems: {
    path: 'postmortems/postmortems.csv',
    says: 'one row for each post-mortem, for those who collect them',
  },
  durations: {
    path: 'api/v1/durations.csv',
    says: 'how long each part of incidents took, by period and by what they have in common',
  },
  figures: { path: 'api/v1/figures.csv', says: 'every other figure of the metrics' },
  ledger: { path: 'uptime/ledger.csv', says: 'one row for each stretch of time that the uptime figures are made of' },
};

function columnsOf(name: TableName, path: string): string {
  const rows = Object.entries(TABLES[name]).map(([column, says]) => `| \`${column}\` | ${says} |`);
  return `### Columns of ${path.split('/').at(-1)}\n\n| Column | Holds |\n| --- | --- |\n${rows.join('\n')}`;
}

function twins({ to }: ViewContext): string {
  return `Each page has a twin in Markdown: add \`index.md\` to its address, such as [${to.home}index.md](${to.home}index.md). [llms.txt](${to.file('llms.txt')}) leads programs that read to the most important ones.`;
}
