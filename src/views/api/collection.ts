import type { Collection } from '../../schema/collection.ts';
import type { ViewContext } from '../view-context.ts';

export const COLLECTION_SCHEMA = 'postmortems/postmortems.schema.json';

/** All published post-mortems with what collectors of them ask for. */
export function collectionDocument({ snapshot, origin, to }: ViewContext): Collection {
  const incidents = new Map(snapshot.incidents.map((one) => [one.id, one]));
  const published = snapshot.postmortems.filter(({ status }) => status === 'published');
  return {
    $schema: origin + to.file(COLLECTION_SCHEMA),
    version: '1',
    organisation: snapshot.site.name,
    url: origin + to.postmortems,
    postmortems: published.flatMap((one) => {
      const incident = incidents.get(one.incident);
      if (!incident) return [];
      const { kind, cause, severity, started, resolved, components } = incident;
      return [
        {
          id: one.id,
          url: origin + to.postmortem(one.id),
          title: one.title,
          summary: one.summary,
          tags: one.tags,
          kind,
          cause: cause ?? null,
          severity,
          started: iso(started),
          ended: resolved === undefined ? null : iso(resolved),
          minutes: resolved === undefined ? null : Math.round((resolved - started) / 60_000),
          components,
          published: one.published ?? null,
        },
      ];
    }),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
