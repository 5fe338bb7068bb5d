import type { Content } from '../checks/content.ts';
import type { Entry } from '../parse/entry.ts';

export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

export function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

export function incidentLink({ id }: Entry<'incident'>, { site }: Content): string {
  return `[${id}](${site.data.url.replace(/\/+$/, '')}/incidents/${id}/)`;
}
