const BEGIN = '<!-- allclear: ';

/** What tells an answer from every other comment: it begins with the mark of what it answers, which nobody sees. */
export function hidden(mark: string): string {
  return `${BEGIN}${mark} -->`;
}

/** GitHub gives it once; it stays when the repository is renamed or moved. */
export function markOfIssue({ id }: { id: number }): string {
  return `issue ${id}`;
}

export function markOfComment({ id }: { id: number }): string {
  return `comment ${id}`;
}

/** What an answer is to. */
export function markIn(body: string): string | undefined {
  return isAnswer(body) ? body.slice(BEGIN.length).split(' -->')[0] : undefined;
}

export function isAnswer(body: string): boolean {
  return body.startsWith(BEGIN);
}
