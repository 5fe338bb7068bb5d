const TASK = /^(\s*[-*+] )\[([ xX])\] /gm;

/** Task-list lines with a word instead of a box: a box that nobody can tick says less, and needs a label. */
export function withTaskWords(markdown: string): string {
  return markdown.replaceAll(
    TASK,
    (_, bullet: string, mark: string) => `${bullet}**${mark === ' ' ? 'Open' : 'Done'}:** `,
  );
}
