import { cleanText } from '../../schema/text.ts';
import type { Moment } from '../../views/format.ts';
import { list } from '../../views/markdown-parts.ts';
import { inlineMarkdown, safeMarkdown } from '../../views/safe-markdown.ts';
import type { UpdateView } from '../../views/timeline.ts';

/** Blocks of a Markdown document, an empty line between them. */
export function blocks(...parts: (string | false | undefined)[]): string {
  return `${cleanText(parts.filter(Boolean).join('\n\n'))}\n`;
}

export function heading(level: 1 | 2 | 3, text: string): string {
  return `${'#'.repeat(level)} ${inlineMarkdown(text)}`;
}

/** Label and value, a line each; those without a value are left out. */
export function facts(pairs: readonly (readonly [label: string, value: string | false | undefined])[]): string {
  return list(pairs.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])));
}

/** The updates of a story, each under a heading as it stands in its file. */
export function timeline(updates: readonly UpdateView[]): string {
  return updates
    .map((update) => {
      const parts = [update.at.text, update.reopened ? `Reopened: ${update.state}` : update.state];
      const changes = update.changes.map((change) => `${change.name}: ${change.word.toLowerCase()}`);
      if (update.by) parts.push(`internal, ${update.by}`);
      if (changes.length > 0) parts.push(changes.join(', '));
      if (update.next) parts.push(`next update by ${update.next.text}`);
      if (update.edited) parts.push(`edited ${update.edited.text}`);
      return [heading(3, parts.join(' · ')), safeMarkdown(update.text)].filter(Boolean).join('\n\n');
    })
    .join('\n\n');
}

export function asOf(moment: Moment | undefined): string | undefined {
  return moment && `As of ${moment.text}.`;
}
