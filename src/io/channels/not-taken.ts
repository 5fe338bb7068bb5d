/** A message was not taken; it stays due. */
export class NotTaken extends Error {
  /** `message` where only this one is refused and others may be taken. */
  readonly scope: 'channel' | 'message';
  /** When it may be tried again, where the receiver says so. */
  readonly again: number | undefined;
  /** Whether it may have been taken all the same: it was sent, and nobody said. */
  readonly unsure: boolean;

  constructor(
    message: string,
    more: { scope?: 'channel' | 'message'; again?: number | undefined; unsure?: boolean } = {},
  ) {
    super(message);
    this.scope = more.scope ?? 'channel';
    this.again = more.again;
    this.unsure = more.unsure ?? false;
  }
}
