import type { ActionLine, ActionsView } from '../../views/actions.ts';
import { link, list } from '../../views/markdown-parts.ts';
import { inlineMarkdown } from '../../views/safe-markdown.ts';
import { figureMarkdown } from './metrics.ts';
import { asOf, blocks, heading } from './parts.ts';

export function actionsMarkdown(view: ActionsView): string {
  const sections = view.sections.flatMap((section) => [
    heading(2, section.question),
    inlineMarkdown(section.answer),
    ...section.groups.flatMap(({ name, items }) => [
      name === undefined ? undefined : heading(3, name),
      list(items.map(lineMarkdown)),
    ]),
  ]);
  return blocks(
    heading(1, 'Action items'),
    inlineMarkdown(view.lead),
    ...sections,
    ...figureMarkdown(view.figure),
    asOf(view.layout.asOf),
  );
}

function lineMarkdown({ text, href, facts, links }: ActionLine): string {
  return [link(text, href), ...facts.map(inlineMarkdown), ...links.map((one) => link(one.name, one.href))].join(' · ');
}
