import { historyOf } from '../views/history.ts';
import { metricsYears } from '../views/metrics/metrics.ts';
import { tagsOf } from '../views/postmortem-list.ts';
import { reportPeriods } from '../views/report/periods.ts';
import type { ViewContext } from '../views/view-context.ts';
import { element } from './xml.ts';

/** Every page that search engines should know, with when its content last changed where that is certain. */
export function sitemap(context: ViewContext): string {
  const { snapshot, to, origin } = context;
  const entries: [path: string, changed?: number][] = [
    [to.home],
    [to.history],
    [to.severities],
    [to.measure],
    [to.metrics],
    ...metricsYears(context).map((year): [string] => [to.yearMetrics(year.id)]),
    [to.reports],
    ...reportPeriods(context).map((period): [string] => [to.report(period.id)]),
    [to.subscribe],
    [to.apiPage],
    ...snapshot.components.flatMap((one): [string][] => [[to.component(one.id)], [to.componentMetrics(one.id)]]),
    ...snapshot.incidents.map((one): [string, number] => [to.incident(one.id), one.lastUpdate]),
    ...snapshot.maintenance.map((one): [string, number] => [
      to.maintenance(one.id),
      Math.min(one.lastUpdate, snapshot.now),
    ]),
    ...historyOf(snapshot).months.map((month): [string] => [to.month(month)]),
    [to.postmortems],
    ...tagsOf(snapshot.postmortems).map(({ tag }): [string] => [to.postmortemTag(tag)]),
    ...snapshot.postmortems.map((one): [string] => [to.postmortem(one.id)]),
  ];
  const urls = entries.map(([path, changed]) => {
    const modified = changed === undefined ? '' : element('lastmod', new Date(changed).toISOString());
    return `<url>${element('loc', origin + path)}${modified}</url>`;
  });
  const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${namespace}">\n${urls.join('\n')}\n</urlset>\n`;
}

export function robots(context: ViewContext): string {
  if (context.frame.internal) return 'User-agent: *\nDisallow: /\n';
  return `User-agent: *\nAllow: /\n\nSitemap: ${context.origin}${context.to.file('sitemap.xml')}\n`;
}
