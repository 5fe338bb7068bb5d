import { incidentId } from './alerts/identity.ts';
import type { Content } from './checks/content.ts';
import { buildSnapshot, type Sources } from './domain/build-snapshot.ts';
import type { Audience, Snapshot } from './domain/snapshot.ts';
import { readEnvironment } from './io/environment.ts';
import { type Loaded, loadContent } from './load-content.ts';
import { readTasks } from './parse/action-items.ts';
import { firstLine } from './parse/body-line.ts';
import type { Entry } from './parse/entry.ts';
import { readCharts } from './parse/mdx-elements.ts';
import { runbookSections } from './parse/runbook-sections.ts';
import type { ActionItem } from './schema/action-item.ts';
import type { Note } from './schema/note.ts';
import type { IncidentUpdate, MaintenanceUpdate } from './schema/update.ts';

// What other files name stays on the page, with what is right about it.
const NAMED_BY_OTHERS = /^(?:site\.ya?ml$|components\/|severities\/)/;

const MOST_FORMER = 20;

let loaded: (Loaded & { snapshot: Snapshot }) | undefined;

/** The snapshot that every page of this build shows; read once, or each time while developing. */
export function loadSnapshot(): Snapshot {
  return loadOnce().snapshot;
}

/** The same, with the content it was made from. */
export function loadOnce(): Loaded & { snapshot: Snapshot } {
  if (loaded && !import.meta.env?.DEV) return loaded;
  const environment = readEnvironment();
  const read = loadContent(environment, { recover: true });
  loaded = { ...read, snapshot: snapshotOf(read.content, read.now, environment.audience, read.recovered) };
  return loaded;
}

/** Content as the domain wants it: values without files and lines. */
export function snapshotOf(
  content: Content,
  now: number,
  audience: Audience,
  recovered: readonly string[] = [],
): Snapshot {
  const { entries } = content;
  const sources: Sources = {
    site: content.site.data,
    components: entries.component,
    incidents: entries.incident.map(({ id, data, body, updates }) => ({
      id,
      data,
      body,
      updates: (updates as IncidentUpdate[]).map(({ file: _, ...update }) => update),
    })),
    logs: entries.log.map(({ id, updates }) => ({ id, notes: updates as Note[] })),
    maintenance: entries.maintenance.map(({ id, data, body, updates }) => ({
      id,
      data,
      body,
      updates: updates as MaintenanceUpdate[],
    })),
    postmortems: entries.postmortem.map((entry) => ({
      id: entry.id,
      data: entry.data,
      body: entry.body,
      mdx: entry.file.path.endsWith('.mdx'),
      actions: actionsOf(entry),
      charts: entry.file.path.endsWith('.mdx') ? readCharts(entry.body) : [],
    })),
    severities: entries.severity,
    rules: entries.rule,
    runbooks: entries.runbook.map(({ id, data, body }) => ({ id, data, body, sections: runbookSections(body) })),
    oncall: entries.oncall,
    messages: entries.message,
    former: formerIds(content),
    unreadable: firstOfEachFile(content, recovered),
  };
  return buildSnapshot(sources, now, audience);
}

function actionsOf(entry: Entry<'postmortem'>): ActionItem[] {
  const first = firstLine(entry);
  return readTasks(entry.body, entry.file.path.endsWith('.mdx')).map(({ item, line }) => ({
    ...item,
    line: first + line - 1,
  }));
}

/** What an incident that alerts tell may have been called, had another of its first alerts come before the others. */
function formerIds({ entries }: Content): Map<string, string> {
  const components = new Map(entries.rule.map(({ id, data }) => [id, data.component]));
  const taken = new Set(entries.incident.map(({ id }) => id));
  return new Map(
    entries.incident.flatMap(({ id, data }) => {
      const first = (data.alerts ?? []).slice(0, MOST_FORMER);
      const ids = first.map((one) => incidentId(one, one.rule ? components.get(one.rule) : one.component));
      return ids.includes(id)
        ? ids.filter((other) => !taken.has(other)).map((other): [string, string] => [other, id])
        : [];
    }),
  );
}

function firstOfEachFile(content: Content, recovered: readonly string[]): Sources['unreadable'] {
  const errors = content.problems.filter((problem) => problem.level === 'error');
  const files = Map.groupBy(errors, (problem) => problem.file);
  return [...files.values()].flatMap(([first]) => {
    if (!first) return [];
    const { file, line, message } = first;
    return [
      {
        file,
        line,
        message,
        shown: recovered.includes(file) ? 'as before' : NAMED_BY_OTHERS.test(file) ? 'in part' : 'not',
      },
    ];
  });
}
