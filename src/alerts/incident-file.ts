import { printUpdate, writtenMoment } from '../parse/print-update.ts';
import { printYaml } from '../parse/yaml.ts';
import type { AlertRecord } from '../schema/alert-record.ts';
import { IMPACT_TEXT } from '../schema/words.ts';
import type { Story, ToldUpdate } from './story.ts';

/** More would make the file longer than any reader wants; the others stay in the journal. */
export const MOST_LISTED = 100;

/** Where an incident's file lies in the content folder. */
export function pathOf(id: string): string {
  return `incidents/${id.slice(0, 4)}/${id}.md`;
}

/** The file of a story, with as many of its updates as are told so far. */
export function printStory(story: Story, told: number): string {
  const updates = story.updates.slice(0, told);
  const fields = {
    title: story.title,
    severity: story.severity,
    kind: story.kind,
    started: iso(story.started),
    ...(story.acknowledged !== undefined && { acknowledged: iso(story.acknowledged) }),
    ...(Object.keys(story.components).length > 0 && {
      components: Object.fromEntries(Object.entries(story.components).map(([id, impact]) => [id, IMPACT_TEXT[impact]])),
    }),
    ...(story.draft && { visibility: 'draft' }),
    alerts: listed(story.episodes.map(({ record }) => record)).map(printable),
    alertUpdates: updates.map(markOf),
  };
  return `---\n${printYaml(fields)}---\n\n${updates.map(printUpdate).join('\n')}`;
}

/** The records that an incident's file lists; the first ones, which do not change when more come. */
export function listed(records: readonly AlertRecord[]): AlertRecord[] {
  return records.slice(0, MOST_LISTED);
}

/** How an update that alerts wrote is told from one that a person wrote. */
export function markOf({ at, state }: Pick<ToldUpdate, 'at' | 'state'>): string {
  return [writtenMoment(at), ...(state ? [state] : [])].join(' · ');
}

/** A record as it stands in a file, its times written out. */
export function printable(record: AlertRecord): Record<string, unknown> {
  const { source, key, rule, component, severity, title, url, started, ended, acknowledged, seen, ...rest } = record;
  const { incident: _, ...others } = rest;
  const times = { started, ended, acknowledged, seen };
  const fields = {
    source,
    key,
    rule,
    component,
    severity,
    title,
    url,
    ...Object.fromEntries(Object.entries(times).map(([name, at]) => [name, at === undefined ? undefined : iso(at)])),
    ...others,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A moment as files hold it, without fractions that say nothing. */
export function iso(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}
