import { answer } from './answers.ts';
import { LIMITS } from './limits.ts';
import type { RelayOptions } from './options.ts';

/** How the relay is: 503 when messages wait too long, or wait for a person. */
export async function health({ spool, now, handingOn, limits = LIMITS }: RelayOptions): Promise<Response> {
  const backlog = await spool.backlog().catch(() => undefined);
  if (!backlog) return answer(503, { ok: false, problem: 'The spool cannot be read.' });
  const { waiting, oldestAt, dead } = backlog;
  const { handedOnAt, problem } = handingOn();
  const ageMs = oldestAt === undefined ? 0 : Math.max(0, now() - oldestAt);
  const late = ageMs > limits.oldestMs ? 'The oldest message has waited too long to be handed on.' : undefined;
  const trouble = problem ?? late;
  return answer(trouble === undefined ? 200 : 503, {
    ok: trouble === undefined,
    spooled: waiting,
    oldestSeconds: Math.floor(ageMs / 1000),
    dead,
    handedOnAt: handedOnAt === undefined ? null : new Date(handedOnAt).toISOString(),
    ...(trouble !== undefined && { problem: trouble }),
  });
}
