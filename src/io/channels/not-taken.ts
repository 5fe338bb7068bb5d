/** A message was not taken; it stays due. */
export class NotTaken extends Error {
  /** `message` where only this one is refused and others may be taken. */
  readonly scope: 'channel' | 'message';
  /** When it may be tried again, where the receiver says so. */
  readonly again: number | undefined;

  constructor(message: string, more: { scope?: 'channel' | 'message'; again?: number | undefined } = {}) {
    super(message);
    this.scope = more.scope ?? 'channel';
    this.again = more.again;
  }
}
