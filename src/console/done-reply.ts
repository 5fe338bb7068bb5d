import type { Content } from '../checks/content.ts';
import type { Entry } from '../parse/entry.ts';
import { printUpdate, writtenMoment } from '../parse/print-update.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import type { Doing } from './act.ts';
import { inert } from './inert.ts';
import { incidentLink, list, paragraphs } from './markdown.ts';
import { runbookLinks } from './runbook-links.ts';

/** Where what was written can be seen. */
export interface Place {
  /** The address of the repository. */
  repository: string;
  /** A commit that holds it. */
  commit: string;
  /** The file's path in the repository. */
  path: string;
}

/** What was done, as it stands in the file. */
export function doneReply(
  name: Exclude<Doing, 'dismiss'>,
  entry: Entry<'incident'>,
  content: Content,
  { place, told, added }: { place: Place; told: readonly string[]; added: IncidentUpdate | undefined },
): string {
  const { visibility, severity } = entry.data;
  const isPublic = visibility === 'public';
  const where = isPublic ? incidentLink(entry, content) : `${entry.id} (${visibility}: nobody outside sees it)`;
  const file = `[The file](${place.repository}/blob/${place.commit}/${place.path}) at commit ${place.commit.slice(0, 7)}.`;
  if (name === 'ack' || name === 'severity' || name === 'assign') {
    const heard = told.length > 0 ? [toldLine(told, severity)] : [];
    return paragraphs(`Written down in ${where}:`, inert(factOf(name, entry)), list([...heard, file]));
  }
  const head = name === 'open' || name === 'confirm' ? `title: ${entry.data.title}\nseverity: ${severity}\n\n` : '';
  return paragraphs(
    isPublic ? `Published. The page shows it as soon as this run has built it: ${where}` : `Written down in ${where}:`,
    added && inert(`${head}${printUpdate(added)}`),
    list([
      ...(isPublic ? [toldLine(told, severity)] : []),
      ...(name === 'open' || name === 'confirm' ? runbookLinks(entry, content, place) : []),
      file,
    ]),
  );
}

function factOf(name: 'ack' | 'severity' | 'assign', { data }: Entry<'incident'>): string {
  if (name === 'severity') return `severity: ${data.severity}`;
  if (name === 'ack') return `acknowledged: ${data.acknowledged === undefined ? '' : writtenMoment(data.acknowledged)}`;
  return Object.entries(data.roles ?? {})
    .map((pair) => pair.join(': '))
    .join('\n');
}

function toldLine(channels: readonly string[], severity: string): string {
  if (channels.length === 0) return `By ${severity} no channel is told; whoever heard that it began hears its end.`;
  return `Told to: ${channels.map((name) => `\`${name}\``).join(', ')}.`;
}
