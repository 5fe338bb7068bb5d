import { CHANCE as RATE_CHANCE } from '../domain/metrics/compare.ts';
import { CHANCE as PATTERN_CHANCE } from '../domain/metrics/patterns.ts';
import { CONFIDENCE, FEW, MEASURE_NAMES, MEASURES, type MomentName, REPEAT_DAYS } from '../schema/measures.ts';
import { snake } from '../schema/tables.ts';
import { capital, date, duration, listing, plural } from './format.ts';
import { layoutView } from './layout.ts';
import { UPTIME_FORMULA } from './ledger.ts';
import { severityCode } from './metrics/severity-code.ts';
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
      { id: 'measures', heading: 'How long things take', markdown: measures(context), wide: true },
      { id: 'aggregates', heading: 'Many incidents in one figure', markdown: AGGREGATES },
      { id: 'targets', heading: 'Targets', markdown: targets(context) },
      { id: 'failures', heading: 'Time between failures', markdown: failures(context) },
      { id: 'counts', heading: 'How often, and when', markdown: counts(context) },
      { id: 'budgets', heading: 'Promises and error budgets', markdown: BUDGETS },
      { id: 'learning', heading: 'Post-mortems and action items', markdown: learning(context) },
      { id: 'changes', heading: 'Better, worse, or chance', markdown: CHANGES },
      { id: 'since', heading: 'In service since', markdown: since(context) },
    ],
  };
}

const STATES = `Nobody sets the colours. A component's state is the worst of what open incidents say about it and of maintenance that is running. Each update of an incident may change how hard a component is hit; when the incident is resolved, everything it hit is operational again. Maintenance begins and ends by the clock. Where we set a state by hand, the page says so and why.

Before the day a component came into service there is no data, and the page shows none.`;

function times({ snapshot }: ViewContext): string {
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
`;
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

The whole ledger, to check us: [as CSV](${to.ledgerCsv}) or [as JSON](${to.ledgerJson}); and since everything began: [as CSV](${to.file('uptime/history.csv')}) or [as JSON](${to.file('uptime/history.json')}).`;
}

function measures({ to }: ViewContext): string {
  const rows = MEASURE_NAMES.map((name) => {
    const { code, mean, name: title, from, to: until, says } = MEASURES[name];
    return `| ${title} | ${code ?? ''} | ${momentWords(until)} − ${momentWords(from)} | ${mean ?? ''} | ${says} |`;
  });
  return `| Time | Short | Is | Mean of many | Tells |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

- An incident that lacks one of the two moments is left out of that measure, and counted as left out. A start that nobody wrote down is such a moment. Only to place it in a month, a weekday or a row of days it stands where it was detected, or first told of.
- An open incident is not dropped. What has not happened yet took longer than it has lasted so far, and counts as that. What must have happened, because something later has, was only not written down, and is left out.
- *Mitigated* is when users last stopped feeling it: trouble that comes back takes it away again.
- Where the second moment came before the first, the time is 0: it was over before anyone waited for it.
- An incident belongs to the month, quarter or year in which it began. False alarms are in none of these figures, and neither is what began before there were records.

All moments of every incident, and the times between them: [as CSV](${to.file('api/v1/metrics.csv')}) or [as JSON](${to.file('api/v1/metrics.json')}).`;
}

function momentWords(name: MomentName): string {
  return snake(name).replaceAll('_', ' ');
}

const AGGREGATES = `Incidents do not last alike: most are short, a few are very long. One mean over them says more about the longest than about the usual, so none stands alone here.

| Figure | Is |
| --- | --- |
| n | how many are over and have both moments |
| Median | half were shorter, half longer; with an even number, halfway between the two in the middle |
| ${Math.round(CONFIDENCE * 100)} % interval | between which two of the values the median lies with at least ${Math.round(CONFIDENCE * 100)} % confidence, whatever the shape of the distribution: the binomial count of how many of n values fall below a median |
| Middle half | from the value that a quarter does not exceed to the one that three quarters do not exceed |
| p90 | the smallest value that nine of ten do not exceed |
| Mean | the sum of those that are over ÷ n |

- With n under ${FEW} there is no figure, only "too few to say", and the shortest and longest value.
- Where so many still go on that half of all are not over, there is no median yet. The mean knows only those that are over.
- Open incidents enter median, middle half and p90 by the method of Kaplan and Meier: each counts among those that may still last, for as long as it is known to have lasted. Where nothing is open these are the plain figures above. The interval takes them at their shortest for its lower end, and as without end for its upper.`;

function targets({ snapshot, to, severityNames }: ViewContext): string {
  const rows = snapshot.severities.map(({ id, response, resolution }) => {
    const target = (ms: number | undefined): string => (ms === undefined ? 'none' : duration(ms));
    return `| [${inlineMarkdown(severityCode({ severityNames }, id))}](${to.severity(id)}) | ${target(response)} | ${target(resolution)} |`;
  });
  return `| Severity | ${MEASURES.acknowledge.name} | ${MEASURES.resolve.name} |
| --- | --- | --- |
${rows.join('\n')}

The share of incidents that kept their own severity's target. An open incident counts as missed once it is too late, and not at all before. Incidents without the two moments are not counted.`;
}

function failures({ snapshot }: ViewContext): string {
  const { failure } = snapshot.site.uptime;
  const hard = `${STATE_WORDS[failure].toLowerCase()}${failure === 'major' ? '' : ' or worse'}`;
  return `\`\`\`text
MTBF = operating time ÷ failures
\`\`\`

- A **failure** of a component is an incident that hit it with ${hard} at a time when it was in service and not under announced maintenance. It counts once, when it first did so. Of the site, an incident that hit any component so; incidents that hit none are not failures.
- The **operating time** of a component is the time since it came into service, less maintenance, less the time in which it had failed. Of the site, all time less that in which any component had failed; maintenance of a part is operation of the whole.
- Both are counted within the period that is looked at, which stands beside the figure, as far as there are records of it.
- A state that was set by hand takes away operating time where it is as bad, and is no failure, because no incident stands behind it.
- With fewer than ${FEW} failures there is no figure. The interval is the exact one for events that come by chance (Poisson), at ${Math.round(CONFIDENCE * 100)} %.`;
}

function counts({ snapshot }: ViewContext): string {
  const { timezone, workingHours, holidays } = snapshot.site;
  const days = listing(workingHours.days.map(capital));
  const off =
    holidays.length > 0
      ? `, and not on ${listing(holidays.map(({ day, name }) => `${date(day)} (${inlineMarkdown(name)})`))}`
      : '';
  return `- **Repeats**: incidents with the same cause tag as one that began up to ${REPEAT_DAYS} days before, of all that have a cause. Those without are left out, and counted as left out.
- **False alarms**: incidents of which it turned out that nothing had happened, as a share of all that an alert opened. An alert opened an incident unless it came after the first update.
- **In working hours**: what began between ${workingHours.from} and ${workingHours.to} on ${days}, by the clock of ${timezone}${off}. The rest, days off among it, is outside.
- **Longest time without an incident**: within the period, from its beginning or the end of one real incident to the start of the next, or until its end.
- **Since the last** incident of the worst severity: days of the calendar since it began.`;
}

const BUDGETS = `A promise is a share of a rolling window, such as 99.9 % of 30 days. All that follows is counted from the uptime ledger and nothing else.

\`\`\`text
budget = (1 − promise) × time          time = observed − maintenance
spent  = Σ(seconds × weight)           left = budget − spent
burn   = (spent ÷ time) ÷ (1 − promise), over the last day and the last seven
\`\`\`

- At a burn rate of 1 the budget lasts exactly as long as its window; at 2, half as long.
- Where a component's promise says that maintenance is *counted*, maintenance is down time with its full length, and belongs to the time.
- A component younger than its window has a budget for the time it has been in service. Budgets are rounded to the thousandth of a second.`;

function learning({ snapshot, severityNames }: ViewContext): string {
  const code = (id: string): string => inlineMarkdown(severityCode({ severityNames }, id));
  const due = snapshot.severities.filter((one) => one.postmortem !== undefined);
  const none = snapshot.severities.filter((one) => one.postmortem === undefined).map(({ id }) => code(id));
  const rules = due.map(({ id, postmortem }) => `${plural(postmortem ?? 0, 'business day')} after ${code(id)}`);
  const needs =
    none.length === 0 ? '' : ` ${listing(none)} ${none.length === 1 ? 'needs' : 'need'} none, unless one was promised.`;
  const when =
    rules.length === 0
      ? 'A post-mortem is due on the day that was promised for it.'
      : `A post-mortem is due ${listing(rules)} is over, or on the day that was promised for it.`;
  return `${when}${needs} Days on which nobody works are no business days. It is *on time* if it was published no later than that day, *late* if later, *overdue* if it is not there yet.

Action items are *done on time*, *done late* or *overdue* by the day they carry. Both belong to the period in which their incident began, and are given as they stand now.`;
}

const CHANGES = `Two periods differ only where their numbers can show it. Of times we say that they became shorter or longer where the intervals around the two medians do not meet. Of counts, where the exact test for two rates finds a difference so large less than once in ${Math.round(1 / RATE_CHANCE)} times by chance. Otherwise we say that nothing can be said.

In reports, a *pattern* is a cause or an alert rule that came back, a component that was hit at least three times, or a weekday or a part of the day on which more began than chance brings once in ${Math.round(1 / PATTERN_CHANCE)} times, all weekdays and parts of the day considered together. Looked at are the period and the three before it; at least one incident lies in the period itself.`;

/** One hour of partial outage, worked through with the site's own figures. */
function example(days: number, weight: number): string {
  const observed = days * 86_400;
  const weighted = Math.round(3600 * weight);
  const result = (Math.floor(10_000 * (1 - weighted / observed)) / 100).toFixed(2);
  return `For example, one hour of partial outage in ${days} days: 3600 s × ${weight} = ${weighted} s of ${observed} s, so ${result} %.`;
}

function since({ snapshot }: ViewContext): string {
  const rows = snapshot.components.map(({ name, since: day }) => `| ${inlineMarkdown(name)} | ${date(day)} |`);
  const { recordsSince } = snapshot.site;
  const records =
    recordsSince === undefined
      ? ''
      : `Incidents are written down here since ${date(recordsSince)}; no figure claims to know what was before.\n\n`;
  return `${records}${['| Component | Since |', '| --- | --- |', ...rows].join('\n')}`;
}
