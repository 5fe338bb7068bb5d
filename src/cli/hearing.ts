import type { Deed } from '../acts/perform.ts';
import type { Content } from '../checks/content.ts';
import type { Hearing } from './preview.ts';

/** The channels that hear of what a deed publishes: those of the incident's severity; of a draft only the team's own. */
export function hearingOf({ about, path, after }: Deed, before: Content): Hearing[] {
  if (about !== 'incident') return [];
  const at = ({ file }: { file: { path: string; origin?: string } }): boolean => (file.origin ?? file.path) === path;
  const [was, is] = [before, after].map(({ entries }) => entries.incident.find(at));
  if (!is || (was?.updates.length === is.updates.length && was.data.visibility === is.data.visibility)) return [];
  const { severity, visibility, title } = is.data;
  const channels = after.site.data.channels ?? {};
  const names = after.entries.severity.find(({ id }) => id === severity)?.data.channels ?? [];
  const state = is.updates.findLast((update) => update.state)?.state ?? 'update';
  return names
    .filter((name) => visibility === 'public' || channels[name]?.audience === 'internal')
    .map((channel) => ({ channel, subject: `${after.site.data.name}: ${title} (${state})` }));
}
