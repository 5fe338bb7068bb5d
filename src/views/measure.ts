import { date, duration } from './format.ts';
import { layoutView } from './layout.ts';
import { UPTIME_FORMULA } from './ledger.ts';
import type { ProseView } from './prose.ts';
import { inlineMarkdown } from './safe-markdown.ts';
import type { ViewContext } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

/** Where every figure comes from, in words and formulas. */
export function measureView(context: ViewContext): ProseView {
  return {
    layout: layoutView(context, {
      title: 'How we measure',
      description: 'Where every figure on this page comes from, with its formula.',
      path: context.to.measure,
    }),
    title: 'How we measure',
    lead: 'Every figure on this site is counted from the incidents and maintenance published here, and you can count it again.',
    sections: [
      { id: 'states', heading: 'Where a state comes from', markdown: STATES },
      { id: 'times', heading: 'The times of an incident', markdown: times(context) },
      { id: 'uptime', heading: 'Uptime', markdown: uptime(context) },
      { id: 'since', heading: 'In service since', markdown: since(context) },
    ],
  };
}

const STATES = `Nobody sets the colours. A component's state is the worst of what open incidents say about it and of maintenance that is running. Each update of an incident may change how hard a component is hit; when the incident is resolved, everything it hit is operational again. Maintenance begins and ends by the clock. Where we set a state by hand, the page says so and why.

Before the day a component came into service there is no data, and the page shows none.`;

function times({ snapshot, to }: ViewContext): string {
  const { site } = snapshot;
  return `| Time | Is |
| --- | --- |
| Started | when users began to feel it, even where we noticed later |
| Detected | when a monitor or a person first noticed |
| Acknowledged | when somebody took it on |
| Identified | when the cause was known |
| Mitigated | when users stopped feeling it, before everything was put right |
| Resolved | when it was over; where that was before we said so, the earlier time counts |
| Duration | resolved − started |
| Edited | a published update that was corrected says when; it is never changed silently |

A page that is older than ${duration(site.windows.stale)} warns you, and every page that shows the present says when that was. Times are given in UTC, and in your own zone beside it where your browser allows; days begin at midnight in ${site.timezone}.

All these times, and the lengths between them, are published for every incident: [as CSV](${to.file('api/v1/metrics.csv')}) or [as JSON](${to.file('api/v1/metrics.json')}).`;
}

function uptime({ snapshot, to }: ViewContext): string {
  const { windows, uptime: rules } = snapshot.site;
  const weights = (['degraded', 'partial', 'major'] as const).map(
    (state) => `| ${STATE_WORDS[state]} | ${rules.weights[state]} |`,
  );
  return `Over the last ${windows.days} days, today included, for each component:

\`\`\`text
${UPTIME_FORMULA}
\`\`\`

- **observed** is the time in the window since the component came into service, in seconds.
- **excluded** is maintenance, whatever else happened meanwhile: it counts neither as up nor as down.
- Stretches run from their first second up to, not including, their last. Where several overlap, the worst counts, and only once.
- The result is rounded down, so that 100 % means 100 %. A group's figure takes the sums over its components.

| State | Weight |
| --- | --- |
${weights.join('\n')}

${example(windows.days, rules.weights.partial)}

The whole ledger, to check us: [as CSV](${to.ledgerCsv}) or [as JSON](${to.ledgerJson}).`;
}

/** One hour of partial outage, worked through with the site's own figures. */
function example(days: number, weight: number): string {
  const observed = days * 86_400;
  const weighted = Math.round(3600 * weight);
  const result = (Math.floor(10_000 * (1 - weighted / observed)) / 100).toFixed(2);
  return `For example, one hour of partial outage in ${days} days: 3600 s × ${weight} = ${weighted} s of ${observed} s, so ${result} %.`;
}

function since({ snapshot }: ViewContext): string {
  const rows = snapshot.components.map(({ name, since: day }) => `| ${inlineMarkdown(name)} | ${date(day)} |`);
  return ['| Component | Since |', '| --- | --- |', ...rows].join('\n');
}
