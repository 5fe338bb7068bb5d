import { type DefaultTreeAdapterMap, parse } from 'parse5';

/** Every element of a page in reading order, read by the same rules as a browser's. */
export function elementsOf(html: string): Element[] {
  return [...below(parse(html))];
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name || `${one.prefix}:${one.name}` === name)?.value;
}

/** The text of an element and all below it, spaces as a browser shows them. */
export function textOf(element: Element): string {
  return rawText(element).replaceAll(/\s+/g, ' ').trim();
}

/** The elements below one that have a class. */
export function withClass(element: Element, name: string): Element[] {
  return [...below(element)].filter((one) => attribute(one, 'class')?.split(/\s+/).includes(name));
}

export function* below(node: Node): Generator<Element> {
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    if ('tagName' in child) yield child;
    yield* below(child);
  }
}

function rawText(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(rawText).join('') : '';
}

export type Element = DefaultTreeAdapterMap['element'];
type Node = DefaultTreeAdapterMap['node'];
