/** Why something is not done, and what to do instead. */
export interface Refusal {
  what: string;
  remedy: string;
}

/** Thrown inside of acts, caught where they are performed. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(...refusals: readonly Refusal[]) {
    super(refusals.map(({ what, remedy }) => `${what} ${remedy}`).join('\n'));
    this.refusals = refusals;
  }
}

export function refuse(what: string, remedy: string): never {
  throw new Refused({ what, remedy });
}
