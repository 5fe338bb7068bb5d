import type { Entry } from '../parse/entry.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { type Content, idsOf } from './content.ts';

/** Every name of another file must be the name of one that is there. */
export function checkReferences(content: Content): Problem[] {
  const { entries } = content;
  const components = idsOf(content, 'component');
  const severities = idsOf(content, 'severity');
  const runbooks = idsOf(content, 'runbook');
  const groups = content.site.data.groups.map((group) => group.id);
  const groupsKnown = content.unreadable.site.length === 0;
  const incidents = idsOf(content, 'incident');
  const { site } = content;
  const meanings = Object.entries(site.data.alerts?.severities ?? {});
  return [
    ...meanings.flatMap(([word, id]) => name(site, ['alerts', 'severities', word], id, 'severity', severities)),
    ...entries.incident.flatMap((entry) => [
      ...name(entry, ['severity'], entry.data.severity, 'severity', severities),
      ...Object.keys(entry.data.components).flatMap((id) => key(entry, ['components', id], id, components)),
      ...updateComponents(entry, components),
    ]),
    ...entries.maintenance.flatMap((entry) => [
      ...entry.data.components.flatMap((id, index) => name(entry, ['components', index], id, 'component', components)),
      ...updateComponents(entry, components),
    ]),
    ...entries.component.flatMap((entry) => [
      ...(groupsKnown ? name(entry, ['group'], entry.data.group, 'group', groups) : []),
      ...entry.data.depends.flatMap((id, index) => name(entry, ['depends', index], id, 'component', components)),
      ...name(entry, ['runbook'], entry.data.runbook, 'runbook', runbooks),
    ]),
    ...entries.rule.flatMap((entry) => [
      ...name(entry, ['component'], entry.data.component, 'component', components),
      ...name(entry, ['severity'], entry.data.severity, 'severity', severities),
      ...name(entry, ['runbook'], entry.data.runbook, 'runbook', runbooks),
    ]),
    ...entries.runbook.flatMap((entry) => [
      ...entry.data.components.flatMap((id, index) => name(entry, ['components', index], id, 'component', components)),
      ...entry.data.rules.flatMap((id, index) =>
        name(entry, ['rules', index], id, 'alert rule', idsOf(content, 'rule')),
      ),
    ]),
    ...entries.oncall.flatMap((entry) => [
      ...entry.data.components.flatMap((id, index) => name(entry, ['components', index], id, 'component', components)),
      ...people(entry),
    ]),
    ...entries.postmortem.flatMap((entry) => orphan(entry, incidents)),
    ...entries.log.flatMap((entry) => orphanLog(entry, incidents)),
    ...entries.template.flatMap((entry) =>
      entry.data.severities.flatMap((id, index) => name(entry, ['severities', index], id, 'severity', severities)),
    ),
  ];
}

function name(
  entry: Entry,
  path: readonly PropertyKey[],
  value: string | undefined,
  what: string,
  known: readonly string[],
): Problem[] {
  if (value === undefined || known.includes(value)) return [];
  return [
    problem('unknown-reference', entry.file, entry.at(path), {
      what,
      value,
      known,
    }),
  ];
}

function key(entry: Entry, path: readonly PropertyKey[], value: string, known: readonly string[]): Problem[] {
  if (known.includes(value)) return [];
  return [
    problem('unknown-reference', entry.file, entry.at(path, true), {
      what: 'component',
      value,
      known,
    }),
  ];
}

function updateComponents(entry: Entry, known: readonly string[]): Problem[] {
  return entry.updates.flatMap((update) =>
    Object.keys(update.impacts)
      .filter((id) => !known.includes(id))
      .map((value) => {
        const line = entry.file.text.split('\n')[update.line - 1] ?? '';
        const column = line.search(new RegExp(`(?<![^\\s,·•|—–-])${RegExp.escape(value)}\\s*:`)) + 1;
        const at = { line: update.line, column: Math.max(1, column), length: value.length };
        return problem('unknown-reference', entry.file, at, {
          what: 'component',
          value,
          known,
        });
      }),
  );
}

function people(entry: Entry<'oncall'>): Problem[] {
  const known = Object.keys(entry.data.people);
  const layers = entry.data.layers.map((layer) => layer.name);
  return [
    ...entry.data.layers.flatMap((layer, index) =>
      layer.people.flatMap((id, turn) => name(entry, ['layers', index, 'people', turn], id, 'person', known)),
    ),
    ...entry.data.overrides.flatMap((override, index) => [
      ...name(entry, ['overrides', index, 'person'], override.person, 'person', known),
      ...name(entry, ['overrides', index, 'layer'], override.layer, 'layer', layers),
    ]),
  ];
}

function orphan(entry: Entry<'postmortem'>, known: readonly string[]): Problem[] {
  const incident = entry.data.incident ?? entry.id;
  if (known.includes(incident)) return [];
  const at = entry.data.incident ? entry.at(['incident']) : {};
  return [
    problem('orphan-postmortem', entry.file, at, {
      incident,
      known: sameDay(incident, known),
    }),
  ];
}

function orphanLog({ id, file }: Entry<'log'>, known: readonly string[]): Problem[] {
  return known.includes(id) ? [] : [problem('orphan-log', file, {}, { incident: id, known: sameDay(id, known) })];
}

/** Those of the same day, which are most likely meant. */
function sameDay(incident: string, known: readonly string[]): readonly string[] {
  const near = known.filter((id) => id.slice(0, 10) === incident.slice(0, 10));
  return near.length > 0 ? near : known;
}
