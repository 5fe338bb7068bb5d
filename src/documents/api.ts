import { z } from 'zod';
import { API_DOCUMENTS, type ApiDocument, type ApiOf } from '../schema/api.ts';
import { collectionSchema } from '../schema/collection.ts';
import { STATUSPAGE_DOCUMENTS } from '../schema/statuspage.ts';
import { COLLECTION_SCHEMA, collectionDocument } from '../views/api/collection.ts';
import { figuresDocument } from '../views/api/figures.ts';
import { incidentMonths, metricsDocument, monthOfIncidents, recentIncidents } from '../views/api/incidents.ts';
import {
  componentsDocument,
  indexDocument,
  maintenanceDocument,
  postmortemsDocument,
  severitiesDocument,
} from '../views/api/site.ts';
import { statusDocument } from '../views/api/status.ts';
import type { GroupStatus } from '../views/component-status.ts';
import { fingerprint, fingerprintOnce } from '../views/fingerprint.ts';
import { statuspageDocuments } from '../views/statuspage/documents.ts';
import type { ViewContext } from '../views/view-context.ts';
import type { SiteDocument } from './document.ts';
import { json } from './json.ts';
import { collectionCsv, tableDocuments } from './tables.ts';

/** Our own documents, those in the shape of Statuspage, and the schemas of both. */
export function apiDocuments(context: ViewContext, groups: readonly GroupStatus[]): SiteDocument[] {
  const metrics = metricsDocument(context);
  const figures = figuresDocument(context);
  const made: { [Name in ApiDocument]: () => ApiOf<Name> } = {
    index: () => indexDocument(context),
    status: () => statusDocument(context, groups),
    components: () => componentsDocument(context, groups),
    incidents: () => recentIncidents(context),
    maintenance: () => maintenanceDocument(context),
    postmortems: () => postmortemsDocument(context),
    severities: () => severitiesDocument(context),
    metrics: () => metrics,
    figures: () => figures,
  };
  const own = Object.entries(made).map(
    ([name, make]): SiteDocument => ({ path: `api/v1/${name}.json`, content: () => json(make()) }),
  );
  const shaped = Object.entries(statuspageDocuments(context)).map(
    ([name, value]): SiteDocument => ({ path: `api/v2/${name}.json`, content: () => json(value) }),
  );
  return [
    ...own,
    ...tableDocuments(context, metrics, figures),
    ...collectionDocuments(context),
    ...monthDocuments(context),
    ...shaped,
    ...schemaDocuments(context),
  ];
}

/** What those read who collect post-mortems from everywhere. */
function collectionDocuments(context: ViewContext): SiteDocument[] {
  const collection = collectionDocument(context);
  return [
    { path: 'postmortems/postmortems.json', content: () => json(collection) },
    { path: 'postmortems/postmortems.csv', content: () => collectionCsv(collection) },
  ];
}

function monthDocuments(context: ViewContext): SiteDocument[] {
  const { frameKey, origin, snapshot } = context;
  const names = fingerprint([
    snapshot.components.map((one) => [one.id, one.name]),
    snapshot.severities.map((one) => [one.id, one.name]),
    snapshot.postmortems.map((one) => [one.id, one.incident]),
  ]);
  return [...incidentMonths(context)].map(([month, incidents]): SiteDocument => {
    const content = (): string => json(monthOfIncidents(context, incidents));
    const path = `api/v1/incidents/${month.replace('-', '/')}.json`;
    const settled = incidents.every((incident) => !incident.open && !canStillChange(incident.lastUpdate, snapshot.now));
    return settled
      ? { path, content, key: fingerprint([frameKey, origin, names, incidents.map(fingerprintOnce)]) }
      : { path, content };
  });
}

// An incident's own feed ends some time after it does, and with it the address in this document.
function canStillChange(lastUpdate: number, now: number): boolean {
  return lastUpdate > now - 60 * 86_400_000;
}

function schemaDocuments(context: ViewContext): SiteDocument[] {
  const { origin, to } = context;
  const schema = (path: string, title: string, shape: z.ZodType): SiteDocument => ({
    path,
    key: fingerprint([origin, to.root]),
    content: () => {
      const made = z.toJSONSchema(shape, { target: 'draft-2020-12', reused: 'ref' });
      return json({ $id: origin + to.file(path), title, ...made });
    },
  });
  return [
    schema(COLLECTION_SCHEMA, 'postmortems/postmortems.json', collectionSchema),
    ...Object.entries(API_DOCUMENTS).map(([name, shape]) =>
      schema(`api/schemas/v1/${name}.json`, `api/v1/${name}.json`, shape),
    ),
    ...Object.entries(STATUSPAGE_DOCUMENTS).map(([name, shape]) =>
      schema(`api/schemas/v2/${name}.json`, `api/v2/${name}.json`, shape),
    ),
  ];
}
