// Whichever of a code block, code in a line, and a comment begins first holds what stands in it.
const CODE_OR_COMMENT =
  /^ {0,3}(?<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|$(?![\s\S]))|(?<ticks>`+)(?!`)[^\n]*?(?<!`)\k<ticks>(?!`)|<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm;

/** Text without what people noted in it for themselves. In code it is something that people are shown, and stays. */
export function withoutComments(text: string): string {
  if (!text.includes('<!--')) return text;
  return text
    .replaceAll(CODE_OR_COMMENT, (found) => (found.startsWith('<!--') ? '' : found))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
