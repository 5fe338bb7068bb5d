import { link, list } from '../../views/markdown-parts.ts';
import type { PostmortemView } from '../../views/postmortem.ts';
import type { PostmortemParts } from '../../views/postmortem-parts.ts';
import { inlineMarkdown, safeMarkdown } from '../../views/safe-markdown.ts';
import { blocks, facts, heading, timeline } from './parts.ts';

const ALONE = /^[ \t]*<(Timeline|Scale|Metrics)\s*\/>[ \t]*$/gm;
const CALLOUT = /^[ \t]*<Callout(?:\s+title=(?:"([^"]*)"|'([^']*)'))?\s*>([\s\S]*?)<\/Callout>[ \t]*$/gm;
const CHART = /^[ \t]*<Chart\b((?:"[^"]*"|'[^']*'|[^>"'])*)>[ \t]*$/gm;
const QUESTION = /\bquestion=(?:"([^"]*)"|'([^']*)')/;
/** What only stands around something that reads by itself. */
const AROUND = /^[ \t]*<\/?(?:Chart|Whys|Factors)\s*>[ \t]*$/gm;

export function postmortemMarkdown(view: PostmortemView): string {
  return blocks(
    heading(1, view.title),
    inlineMarkdown(view.summary),
    facts([
      ['Published', view.published ?? `not yet: ${view.status}`],
      ['Incident', view.incident && link(view.incident.title, view.incident.href)],
      ['Severity', view.incident && inlineMarkdown(view.incident.severity.name)],
      ['Duration', view.incident?.lasted],
      ['Tags', view.tags.length > 0 && view.tags.map(({ name, href }) => link(name, href)).join(', ')],
    ]),
    view.internal &&
      facts([
        ...view.internal.facts.map(({ label, value }): [string, string] => [
          `Internal, ${label.toLowerCase()}`,
          inlineMarkdown(value),
        ]),
        ...view.internal.links.map(({ label, url }): [string, string] => ['Internal, see', link(label, url)]),
      ]),
    safeMarkdown(withoutElements(view)),
  );
}

/** The text with plain Markdown in place of each element. */
function withoutElements({ body, parts }: PostmortemView): string {
  return body
    .replaceAll(ALONE, (_, name: string) => MADE[name as keyof typeof MADE](parts))
    .replaceAll(CALLOUT, (_, double: string | undefined, single: string | undefined, text: string) =>
      quote([double ?? single, text].filter(Boolean).join('\n\n')),
    )
    .replaceAll(CHART, (_, attributes: string) => {
      const [, double, single = ''] = QUESTION.exec(attributes) ?? [];
      return `**${inlineMarkdown(double ?? single)}**`;
    })
    .replaceAll(AROUND, '')
    .replaceAll(/\n{3,}/g, '\n\n');
}

const MADE = {
  Timeline: (parts: PostmortemParts): string => timeline(parts.timeline),
  Metrics: ({ metrics }: PostmortemParts): string =>
    facts(
      metrics.map(({ name, value, verdict }): [string, string] => [
        name,
        verdict ? `${value} (target ${verdict.text})` : value,
      ]),
    ),
  Scale: ({ scale }: PostmortemParts): string =>
    list([
      ...(scale?.moments ?? []).map(({ name, at, after }) => `${name}: ${at.text}${after ? `, ${after}` : ''}`),
      ...(scale?.hits ?? []).map(inlineMarkdown),
    ]),
};

function quote(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line.trim()}`.trimEnd())
    .join('\n');
}
