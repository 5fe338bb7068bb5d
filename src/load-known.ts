import { JOURNAL_FILE, readJournal } from './alerts/journal.ts';
import { allNeeds, type IncidentFile, type Known } from './alerts/policy.ts';
import type { Content } from './checks/content.ts';
import { readContent } from './checks/read-content.ts';
import { allMaintenance } from './domain/all-maintenance.ts';
import { SEAL_FILE } from './load-content.ts';
import { readDocument } from './parse/frontmatter.ts';
import type { SourceFile } from './problems/problem.ts';
import { asSeal, redate } from './sample/redate.ts';
import { type AlertRecord, alertRecord } from './schema/alert-record.ts';
import { alertSettings } from './schema/site.ts';
import type { IncidentUpdate, MaintenanceUpdate } from './schema/update.ts';

/** What the files of a content folder say to whoever decides about alerts, and the journal as it stands. */
export function loadKnown(files: readonly SourceFile[], now: number): Loaded {
  const textOf = (name: string): string => files.find(({ path }) => path === name)?.text ?? '';
  const journal = textOf(JOURNAL_FILE);
  const seal = asSeal(parseJson(textOf(SEAL_FILE)));
  const visible = files.filter(({ path }) => !path.startsWith('.'));
  const content = readContent(seal ? redate(visible, seal, now) : visible, now);
  const onDisk = new Map(visible.map(({ path, text }) => [path, text]));
  return { known: knownOf(content, onDisk, readJournal(journal), now), journal };
}

interface Loaded {
  known: Known;
  /** What the hidden file holds as it stands. */
  journal: string;
}

function knownOf(content: Content, onDisk: ReadonlyMap<string, string>, journal: AlertRecord[], now: number): Known {
  const { entries, site } = content;
  const components = entries.component.map(({ id, data }) => ({ id, ...data }));
  return {
    policy: {
      settings: site.data.alerts ?? alertSettings.parse({}),
      components: new Map(components.map((one) => [one.id, one])),
      needs: allNeeds(components),
      severities: entries.severity
        .map(({ id, data }) => ({ id, level: data.level }))
        .sort((a, b) => a.level - b.level || (a.id < b.id ? -1 : 1)),
      rules: entries.rule
        .map(({ id, data, body }) => ({ id, ...data, body }))
        .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
      brokenRules: content.unreadable.rule,
      silences: new Map(entries.silence.map(({ id, data }) => [id, { id, ...data }])),
      maintenance: allMaintenance(
        entries.maintenance.map(({ updates, ...one }) => ({ ...one, updates: updates as MaintenanceUpdate[] })),
        site.data,
        now,
      ),
    },
    site: { name: site.data.name, url: site.data.url },
    incidents: entries.incident.map(({ id, data, updates, file }): IncidentFile => {
      const path = file.origin ?? file.path;
      return { id, path, text: onDisk.get(path) ?? file.text, data, updates: updates as IncidentUpdate[] };
    }),
    journal,
    unreadable: unreadableRecords(content),
    named: new Set([
      ...entries.postmortem.map(({ id, data }) => data.incident ?? id),
      ...content.unreadable.postmortem,
      ...entries.log.map(({ id }) => id),
      ...content.unreadable.log,
    ]),
    taken: new Set(content.unreadable.incident),
  };
}

/** Alerts in files that cannot be used as they are, as far as their fields can still be read. */
function unreadableRecords({ files, entries }: Content): AlertRecord[] {
  const readable = new Set(entries.incident.map(({ file }) => file.path));
  return files
    .filter(({ path }) => path.startsWith('incidents/') && !readable.has(path))
    .flatMap((file) => {
      const alerts = readDocument(file, 'an incident').value?.fields['alerts'];
      return Array.isArray(alerts) ? alerts.flatMap((one) => alertRecord.safeParse(one).data ?? []) : [];
    });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
