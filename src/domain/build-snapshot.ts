import type { ComponentData } from '../schema/component.ts';
import { componentSchema } from '../schema/component.ts';
import { withoutInternal } from '../schema/fields.ts';
import { type IncidentData, incidentSchema } from '../schema/incident.ts';
import { folderOf, INTERNAL_KINDS } from '../schema/kinds.ts';
import { type MaintenanceData, maintenanceSchema } from '../schema/maintenance.ts';
import type { MessageData } from '../schema/message.ts';
import type { Note } from '../schema/note.ts';
import type { OncallData } from '../schema/oncall.ts';
import { type PostmortemData, postmortemSchema } from '../schema/postmortem.ts';
import type { RuleData } from '../schema/rule.ts';
import type { RunbookData } from '../schema/runbook.ts';
import { type SeverityData, severitySchema } from '../schema/severity.ts';
import { type SiteData, siteSchema } from '../schema/site.ts';
import type { IncidentUpdate, MaintenanceUpdate } from '../schema/update.ts';
import { publicAction, withoutInternalParts } from './action-item.ts';
import { allMaintenance } from './all-maintenance.ts';
import { dayStart } from './calendar.ts';
import { withoutComments } from './comment.ts';
import { buildComponent, type Component, spansByComponent } from './component.ts';
import { buildIncident, type Incident, openedBy } from './incident.ts';
import type { Maintenance } from './maintenance.ts';
import type { Audience, Group, Postmortem, Runbook, Snapshot, Unreadable } from './snapshot.ts';

/** One readable file, without where it came from. */
export interface Source<Data> {
  id: string;
  data: Data;
  body: string;
}

export interface Sources {
  site: SiteData;
  components: Source<ComponentData>[];
  incidents: (Source<IncidentData> & { updates: readonly IncidentUpdate[] })[];
  logs: readonly { id: string; notes: readonly Note[] }[];
  maintenance: (Source<MaintenanceData> & {
    updates: readonly MaintenanceUpdate[];
  })[];
  postmortems: (Source<PostmortemData> & Pick<Postmortem, 'mdx' | 'actions' | 'charts'>)[];
  severities: Source<SeverityData>[];
  rules: Source<RuleData>[];
  runbooks: (Source<RunbookData> & Pick<Runbook, 'sections'>)[];
  oncall: Source<OncallData>[];
  messages: Source<MessageData>[];
  former: ReadonlyMap<string, string>;
  unreadable: Unreadable[];
}

/** Puts all content together for an audience. What is internal is dropped here, before any view can see it. */
export function buildSnapshot(sources: Sources, now: number, audience: Audience): Snapshot {
  const shown = audience === 'public' ? forPublic(sources) : sources;
  // Which tool sent what is internal; that a tool noticed first is not.
  const openers = new Map(sources.incidents.map((one) => [one.id, openedBy(one.data, one.updates)]));
  const incidents = shown.incidents
    .map((one) => buildIncident(one.id, one.data, one.updates, openers.get(one.id)))
    .sort((a, b) => b.started - a.started || compare(b.id, a.id));
  const maintenance = allMaintenance(shown.maintenance, shown.site, now)
    .filter((one) => audience === 'internal' || one.visibility === 'public')
    .sort((a, b) => b.start - a.start || compare(b.id, a.id));
  const components = buildComponents(shown, incidents, maintenance);
  return {
    now,
    audience,
    site: shown.site,
    components,
    groups: groupComponents(shown.site, components),
    incidents,
    logs: new Map(shown.logs.map(({ id, notes }) => [id, notes.toSorted((a, b) => a.at - b.at)])),
    maintenance,
    postmortems: shown.postmortems.map(toPostmortem).sort((a, b) => compare(b.id, a.id)),
    severities: shown.severities.map(written).sort((a, b) => a.level - b.level || compare(a.id, b.id)),
    rules: shown.rules.map(written).sort((a, b) => a.order - b.order || compare(a.id, b.id)),
    runbooks: shown.runbooks
      .map((one) => ({ ...written(one), sections: one.sections }))
      .sort((a, b) => compare(a.id, b.id)),
    oncall: shown.oncall.map(written).sort((a, b) => compare(a.id, b.id)),
    messages: shown.messages.map(written).sort((a, b) => compare(a.id, b.id)),
    former: shown.former,
    unreadable: shown.unreadable,
  };
}

function forPublic(sources: Sources): Sources {
  const incidents = sources.incidents.filter((one) => one.data.visibility === 'public');
  const known = new Set(incidents.map((one) => one.id));
  return {
    ...sources,
    site: uncommentedSite(withoutInternal(siteSchema, sources.site)),
    components: sources.components.map((one) => ({
      ...one,
      body: withoutComments(one.body),
      data: withoutInternal(componentSchema, one.data),
    })),
    severities: sources.severities.map((one) => ({
      ...one,
      body: withoutComments(one.body),
      data: withoutInternal(severitySchema, one.data),
    })),
    incidents: incidents.map((one) => ({
      ...one,
      data: {
        ...withoutInternal(incidentSchema, one.data),
        ...(one.data.impact !== undefined && { impact: withoutComments(one.data.impact) }),
        roles: publicRoles(one.data, sources.site),
      },
      updates: one.updates.map(uncommented),
    })),
    // What is not public is dropped once the windows of series are known: it may stand in the place of one.
    maintenance: sources.maintenance.map((one) => ({
      ...one,
      data: withoutInternal(maintenanceSchema, one.data),
      body: withoutComments(one.body),
      updates: one.updates.map(uncommented),
    })),
    postmortems: sources.postmortems
      .filter((one) => one.data.status === 'published' && known.has(one.data.incident ?? one.id))
      .map((one) => ({
        ...one,
        body: withoutComments(withoutInternalParts(one.body)),
        actions: one.actions.map(publicAction),
        data: withoutInternal(postmortemSchema, one.data),
      })),
    logs: [],
    rules: [],
    runbooks: [],
    oncall: [],
    messages: [],
    former: new Map([...sources.former].filter(([, id]) => known.has(id))),
    // A file that cannot be read may be internal: the public learns that something is missing, not what.
    unreadable: sources.unreadable
      .filter(({ file }) => !INTERNAL_KINDS.some((kind) => file.startsWith(`${folderOf(kind)}/`)))
      .map((one) => ({ ...one, file: publicName(one.file), message: '' })),
  };
}

function uncommentedSite({ header, footer, ...site }: SiteData): SiteData {
  return {
    ...site,
    ...(header !== undefined && { header: withoutComments(header) }),
    ...(footer !== undefined && { footer: withoutComments(footer) }),
  };
}

function uncommented<Update extends { text: string }>(update: Update): Update {
  return update.text.includes('<!--') ? { ...update, text: withoutComments(update.text) } : update;
}

function publicRoles({ roles }: IncidentData, site: SiteData): IncidentData['roles'] {
  const shown = Object.entries(roles ?? {}).filter(([role]) => site.publicRoles.some((one) => one === role));
  return shown.length > 0 ? Object.fromEntries(shown) : undefined;
}

function buildComponents(sources: Sources, incidents: Incident[], maintenance: Maintenance[]): Component[] {
  // A draft colours nothing until a person confirms it.
  const spans = spansByComponent(incidents.filter((incident) => incident.visibility !== 'draft'));
  return sources.components
    .map((one) => {
      const text = {
        description: one.body,
        inService: dayStart(laterDay(one.data.since, sources.site.recordsSince), sources.site.timezone),
      };
      const windows = maintenance.filter((work) => work.components.includes(one.id));
      return buildComponent(one.id, one.data, text, spans.get(one.id) ?? [], windows);
    })
    .sort((a, b) => a.order - b.order || compare(a.name, b.name) || compare(a.id, b.id));
}

function laterDay(day: string, other = day): string {
  return day > other ? day : other;
}

function groupComponents(site: SiteData, components: readonly Component[]): Group[] {
  const known = new Set(site.groups.map((group) => group.id));
  const groups = site.groups.map((group) => ({
    id: group.id,
    name: group.name as string | undefined,
    description: group.description,
    components: components.filter((component) => component.group === group.id),
  }));
  const alone = components.filter((component) => component.group === undefined || !known.has(component.group));
  const rest = {
    id: '',
    name: undefined,
    description: undefined,
    components: alone,
  };
  return [...groups, rest].filter((group) => group.components.length > 0);
}

function toPostmortem(source: Sources['postmortems'][number]): Postmortem {
  return {
    ...written(source),
    actions: source.actions,
    charts: source.charts,
    incident: source.data.incident ?? source.id,
    mdx: source.mdx,
  };
}

function written<Data>(source: Source<Data>): Data & { id: string; body: string } {
  return { ...source.data, id: source.id, body: source.body };
}

function publicName(file: string): string {
  return file.split('/')[0]?.replace(/\.ya?ml$/, '') ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
