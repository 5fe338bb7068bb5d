import { SOURCE_IDS, SOURCE_NAMES, type SourceId } from '../../schema/sources.ts';
import { readMessage } from './registry.ts';

/** Shapes that others may be taken for. */
const GENERAL: readonly SourceId[] = ['generic', 'cloudevents'];

/** The tools that a payload can come from, by its shape alone. */
export function guessSources(payload: unknown, receivedAt: number): SourceId[] {
  const able = SOURCE_IDS.filter((source) => {
    const { alerts, ignored, refused } = readMessage({ source, payload, headers: {}, receivedAt });
    return alerts.length > 0 || (ignored.length > 0 && refused.length === 0);
  });
  const special = able.filter((source) => !GENERAL.includes(source));
  const found = special.length > 0 ? special : able;
  if (!found.includes('grafana') || !found.includes('alertmanager')) return found;
  const { version, orgId } = payload as { version?: unknown; orgId?: unknown };
  return version === '1' || orgId !== undefined ? ['grafana'] : ['alertmanager'];
}

/** Where to send a payload that came to the wrong tool; nothing where its shape does not say. */
export function rightAddress(payload: unknown, source: SourceId, receivedAt: number): string | undefined {
  const [found, ...more] = guessSources(payload, receivedAt);
  if (found === undefined || found === source || more.length > 0) return undefined;
  const name = found === 'generic' ? 'the generic shape' : SOURCE_NAMES[found];
  return `It looks like ${name}; send it to /alerts/${found}.`;
}
