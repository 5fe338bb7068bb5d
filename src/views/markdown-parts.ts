import { inlineMarkdown } from './safe-markdown.ts';

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function link(text: string, href: string | undefined): string {
  if (href === undefined) return inlineMarkdown(text);
  return `[${inlineMarkdown(text)}](${href.replaceAll(/[<>()\s\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)})`;
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
