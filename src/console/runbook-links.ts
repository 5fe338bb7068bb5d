import type { Content } from '../checks/content.ts';
import { runbooksOf } from '../domain/runbook.ts';
import type { Entry } from '../parse/entry.ts';
import type { Place } from './done-reply.ts';

/**
 * The runbooks that may help in an incident, as links to their files in the repository that the issue is in: whoever can
 * read the issue can read the file, so nothing becomes visible that was not.
 */
export function runbookLinks(
  { id, data, updates, file }: Entry<'incident'>,
  { entries }: Content,
  { repository, commit, path }: Place,
): string[] {
  const folder = path.slice(0, path.length - (file.origin ?? file.path).length);
  const known = {
    runbooks: entries.runbook.map((one) => ({ ...one.data, id: one.id, path: one.file.origin ?? one.file.path })),
    components: entries.component.map((one) => ({ id: one.id, runbook: one.data.runbook })),
    rules: entries.rule.map((one) => ({ id: one.id, runbook: one.data.runbook })),
  };
  const components = [...new Set([data.components, ...updates.map(({ impacts }) => impacts)].flatMap(Object.keys))];
  const found = runbooksOf(known, { alerts: data.alerts, components });
  if (found.length === 0) return [];
  const links = found.map((one) => `[\`${one.id}\`](${repository}/blob/${commit}/${folder}${one.path})`);
  return [`Runbooks: ${links.join(', ')}; to walk one: \`npm run runbook -- ${found[0]?.id} --incident ${id}\`.`];
}
