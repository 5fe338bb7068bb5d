/** GitHub did not do what it was asked; the message is for a person, and nothing was written. */
export class GithubError extends Error {
  /** What to check or to change. */
  readonly remedy: string;
  readonly status: number | undefined;
  /** When it is worth asking again, where GitHub says so. */
  readonly until: number | undefined;

  constructor(message: string, remedy: string, more: { status?: number; until?: number } = {}) {
    super(`${message} ${remedy}`);
    this.remedy = remedy;
    this.status = more.status;
    this.until = more.until;
  }
}
