import type { Act } from './acts/act.ts';
import type { Desk } from './acts/desk.ts';
import { type Deed, perform, performAs } from './acts/perform.ts';
import type { Refusal } from './acts/refusal.ts';
import { type CommitOptions, commitDecided } from './commit-decided.ts';

export interface CarryOutOptions extends CommitOptions {
  /** Tells an act that is made out from the content from every other, so that it is done once. */
  mark?: string;
  /** When it was said, where that is not now. */
  moment?: (desk: Desk) => number;
}

export type CarriedOut =
  | { deed: Deed; before: Desk['content']; refusals?: undefined }
  | { deed?: undefined; before?: undefined; refusals: readonly Refusal[] };

/** Writes what a person does, if it is not refused. */
export async function carryOut(
  decide: Act | ((desk: Desk) => Act),
  { mark, moment, ...options }: CarryOutOptions,
): Promise<CarriedOut> {
  const { deed, refusals, before } = await commitDecided((desk) => {
    const then = moment ? { ...desk, now: moment(desk) } : desk;
    const done = typeof decide === 'function' ? performAs(mark, decide, then) : perform(decide, then);
    return { ...done, before: desk.content, changes: done.deed?.changes ?? [], message: done.deed?.message ?? '' };
  }, options);
  return deed ? { deed, before } : { refusals };
}
