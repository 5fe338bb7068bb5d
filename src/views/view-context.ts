import type { Component } from '../domain/component.ts';
import type { Incident } from '../domain/incident.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { type Addresses, addresses } from './address.ts';
import { fingerprint } from './fingerprint.ts';
import { type Frame, frameOf } from './frame.ts';

/** What every view is made from: the snapshot, where pages are, and names looked up by id. */
export interface ViewContext {
  snapshot: Snapshot;
  to: Addresses;
  /** Scheme and host the site is served from, without a slash at the end. */
  origin: string;
  /** For the snippet that embeds the widget. */
  widgetHash: string;
  /** What stands around every page, and what changes exactly when it does. */
  frame: Frame;
  frameKey: string;
  componentNames: ReadonlyMap<string, string>;
  severityNames: ReadonlyMap<string, string>;
  /** Titles of incidents and maintenance, by id. */
  titles: ReadonlyMap<string, string>;
  /** Published post-mortem's id, by its incident. */
  postmortemOf: ReadonlyMap<string, string>;
}

export function viewContext(
  snapshot: Snapshot,
  options: { base: string; origin: string; widgetHash?: string },
): ViewContext {
  const to = addresses(options.base);
  const frame = frameOf(snapshot, to);
  return {
    snapshot,
    to,
    frame,
    frameKey: fingerprint(frame),
    origin: options.origin.replace(/\/+$/, ''),
    widgetHash: options.widgetHash ?? '',
    componentNames: new Map(snapshot.components.map((component) => [component.id, component.name])),
    severityNames: new Map(snapshot.severities.map((severity) => [severity.id, severity.name])),
    titles: new Map([...snapshot.incidents, ...snapshot.maintenance].map((one) => [one.id, one.title])),
    postmortemOf: new Map(snapshot.postmortems.map((one) => [one.incident, one.id])),
  };
}

/** A component as other pages name it; its id where its file is gone. */
export interface ComponentLink {
  id: string;
  name: string;
  href: string | undefined;
}

export function componentLink(context: ViewContext, id: Component['id']): ComponentLink {
  const name = context.componentNames.get(id);
  return {
    id,
    name: name ?? id,
    href: name === undefined ? undefined : context.to.component(id),
  };
}

export interface SeverityLink {
  name: string;
  href: string;
}

export function severityLink(context: ViewContext, id: Incident['severity']): SeverityLink {
  return {
    name: context.severityNames.get(id) ?? id.toUpperCase(),
    href: context.to.severity(id),
  };
}
