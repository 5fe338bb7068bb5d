import type { ComponentView } from '../../views/component.ts';
import type { IncidentView } from '../../views/incident.ts';
import type { IncidentSummary } from '../../views/incident-summary.ts';
import type { MaintenanceSummary, MaintenanceView } from '../../views/maintenance.ts';
import { link, list, table } from '../../views/markdown-parts.ts';
import { inlineMarkdown, safeMarkdown } from '../../views/safe-markdown.ts';
import type { ComponentLink } from '../../views/view-context.ts';
import { asOf, blocks, facts, heading, timeline } from './parts.ts';

export function incidentMarkdown(view: IncidentView): string {
  const { summary } = view;
  return blocks(
    heading(1, summary.title),
    facts([
      ['State', summary.state],
      ['Severity', link(summary.severity.name, summary.severity.href)],
      ['Kind', view.kind],
      ['False alarm', summary.falseAlarm && 'nothing had happened'],
      ['Affects', summary.components.length > 0 && names(summary.components)],
      ...view.facts.map((fact): [string, string] => [fact.label, fact.at.text]),
      [summary.open ? 'So far' : 'Duration', view.lasted],
      ['Next update by', view.next?.text],
      ['Runbooks', view.runbooks.length > 0 && names(view.runbooks)],
      ...view.roles.map(({ role, name }): [string, string] => [role, inlineMarkdown(name)]),
      ['Post-mortem', view.postmortem !== undefined && link('read it', view.postmortem)],
      ...view.links.map((one): [string, string] => ['See also', link(one.label, one.url)]),
    ]),
    view.impact && safeMarkdown(view.impact),
    view.affected.length > 0 && heading(2, 'Affected'),
    list(
      view.affected.map(
        ({ component, steps }) =>
          `${link(component.name, component.href)}: ${steps.map((step) => `${step.word.toLowerCase()} from ${step.from.text}, ${step.lasted}`).join('; ')}`,
      ),
    ),
    heading(2, 'Updates'),
    timeline(view.updates),
    asOf(view.layout.asOf),
  );
}

export function maintenanceMarkdown(view: MaintenanceView): string {
  const { summary } = view;
  return blocks(
    heading(1, summary.title),
    facts([
      ['State', summary.word],
      ['From', summary.from.text],
      ['To', summary.to.text],
      ['Repeats', summary.repeats],
      ['Next', view.following.map(({ at, href }) => (href ? link(at.text, href) : at.text)).join('; ')],
      ['Components', names(summary.components)],
      ...view.links.map((one): [string, string] => ['See also', link(one.label, one.url)]),
    ]),
    safeMarkdown(summary.description),
    view.updates.length > 0 && heading(2, 'Updates'),
    timeline(view.updates),
    asOf(view.layout.asOf),
  );
}

export function componentMarkdown(view: ComponentView): string {
  const { status } = view;
  return blocks(
    heading(1, status.name),
    safeMarkdown(view.description),
    facts([
      ['State', status.word],
      ['Set by hand', status.override && inlineMarkdown(status.override.reason)],
      [`Uptime, ${view.days} days`, status.uptime === undefined ? 'no data yet' : `${status.uptime} %`],
      ['In service since', view.since],
      ['Our aim', view.slo !== undefined && view.slo],
      ['Runbooks', view.runbooks.length > 0 && names(view.runbooks)],
      ['Needs', view.needs.length > 0 && names(view.needs)],
      ['Needed by', view.neededBy.length > 0 && names(view.neededBy)],
    ]),
    view.maintenance.length > 0 && heading(2, 'Maintenance'),
    list(view.maintenance.map(maintenanceLine)),
    view.ledger.length > 0 && heading(2, 'What the uptime is made of'),
    view.ledger.length > 0 &&
      table(
        ['From', 'State', 'Lasted', 'Weight', 'Cause'],
        view.ledger.map((row) => [
          row.from.text,
          row.word,
          row.lasted,
          row.weight,
          row.causes.map((cause) => link(cause.title, cause.href)).join(', '),
        ]),
      ),
    `${link(`Metrics of ${status.name}`, view.metricsHref)}.`,
    ...view.years.flatMap(({ year, incidents }) => [
      heading(2, `Incidents in ${year}`),
      list(incidents.map(incidentLine)),
    ]),
    asOf(view.layout.asOf),
  );
}

export function incidentLine(incident: IncidentSummary): string {
  return `${link(incident.title, incident.href)} · ${incidentFacts(incident)}`;
}

export function incidentFacts(incident: IncidentSummary): string {
  const parts = [
    inlineMarkdown(incident.severity.name),
    incident.open ? `${incident.state.toLowerCase()}, so far ${incident.lasted}` : incident.lasted,
    incident.started.text,
    incident.falseAlarm ? 'false alarm' : '',
    incident.components.length > 0 ? incident.components.map((one) => inlineMarkdown(one.name)).join(', ') : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

export function maintenanceLine(maintenance: MaintenanceSummary): string {
  const { title, href, word, from, to, repeats } = maintenance;
  const then = repeats ? `, then ${repeats}` : '';
  return `${link(title, href)} · ${word.toLowerCase()} · ${from.text} to ${to.text}${then}`;
}

export function names(components: readonly ComponentLink[]): string {
  return components.map((one) => link(one.name, one.href)).join(', ');
}
