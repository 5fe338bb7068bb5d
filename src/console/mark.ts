const BEGIN = '<!-- allclear: ';

/** What tells an answer from every other comment: it begins with the mark of what it answers, which nobody sees. */
export function hidden(mark: string): string {
  return `${BEGIN}${mark} -->`;
}

export function isAnswer(body: string): boolean {
  return body.startsWith(BEGIN);
}
