import { addresses } from '../../src/views/address.ts';
import { SAMPLE_CONTENT, SAMPLE_NOW, snapshotAt } from './build.ts';

/** One address of each kind of page that a content folder makes, the fullest of its kind. */
export function pageKinds(content = SAMPLE_CONTENT): PageKind[] {
  const snapshot = snapshotAt(content);
  const to = addresses('');
  const { incidents, maintenance, postmortems, components } = snapshot;
  const resolved = incidents.filter((one) => !one.open);
  const works = maintenance.filter((one) => one.window.to > snapshot.now);
  const months = incidents.map((one) => new Date(one.started).toISOString().slice(0, 7));
  const kinds: [string, string | undefined][] = [
    ['home', to.home],
    ['incident-open', incidents.find((one) => one.open)?.id.replace(/.+/, to.incident)],
    ['incident-resolved', mostOf(resolved, (one) => one.updates.length)?.id.replace(/.+/, to.incident)],
    ['maintenance', mostOf(works, (one) => one.updates.length)?.id.replace(/.+/, to.maintenance)],
    ['component', mostOf(components, (one) => one.causes.length)?.id.replace(/.+/, to.component)],
    ['history', to.history],
    ['month', mostCommon(months)?.replace(/.+/, to.month)],
    ['severities', to.severities],
    ['how-we-measure', to.measure],
    ['metrics', to.metrics],
    ['metrics-year', to.yearMetrics(SAMPLE_NOW.slice(0, 4))],
    ['metrics-component', mostOf(components, (one) => one.causes.length)?.id.replace(/.+/, to.componentMetrics)],
    ['postmortems', to.postmortems],
    ['postmortem-tag', mostCommon(postmortems.flatMap(({ tags }) => tags))?.replace(/.+/, to.postmortemTag)],
    ['postmortem', mostOf(postmortems, (one) => one.body.length)?.id.replace(/.+/, to.postmortem)],
    ['reports', to.reports],
    ['report', mostCommon(months.toSorted().slice(0, -5))?.replace(/.+/, to.report)],
    ['subscribe', to.subscribe],
    ['api', to.apiPage],
    ['404', '/404.html'],
  ];
  return kinds.flatMap(([name, address]) => (address === undefined ? [] : [{ name, address }]));
}

/** The same of pages that only the team has, or sees more on. */
export function internalPageKinds(content = SAMPLE_CONTENT): PageKind[] {
  const { runbooks, incidents, logs } = snapshotAt(content, SAMPLE_NOW, 'internal');
  const to = addresses('');
  const kinds: [string, string | undefined][] = [
    ['internal-incident', incidents.find((one) => logs.has(one.id))?.id.replace(/.+/, to.incident)],
    ['actions', to.actions],
    ['runbooks', to.runbooks],
    ['runbook', mostOf(runbooks, (one) => one.body.length)?.id.replace(/.+/, to.runbook)],
  ];
  return kinds.flatMap(([name, address]) => (address === undefined ? [] : [{ name, address }]));
}

function mostOf<Item>(items: readonly Item[], size: (item: Item) => number): Item | undefined {
  return items.toSorted((a, b) => size(b) - size(a))[0];
}

function mostCommon(items: readonly string[]): string | undefined {
  return mostOf([...Map.groupBy(items, (item) => item).entries()], ([, same]) => same.length)?.[0];
}

export interface PageKind {
  name: string;
  address: string;
}
