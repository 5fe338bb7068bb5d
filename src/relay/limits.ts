import type { Rate } from './rate.ts';
import type { Bytes } from './signatures/bytes.ts';
import { joinBytes } from './signatures/bytes.ts';

export interface Limits {
  /** The largest body in bytes. Azure sends up to 256 KB, large groups of Alertmanager more. */
  bytes: number;
  /** How often a verified sender may come, for each tool and for all together. */
  verified: { source: Rate; all: Rate };
  /** How many refusals are answered and logged one by one, for each tool. */
  refused: Rate;
  /** How often messages of Amazon SNS may make the relay look for a certificate. */
  certificates: Rate;
  /** How long the oldest message may wait before `/health` calls for help. */
  oldestMs: number;
}

export const LIMITS: Limits = {
  bytes: 1_048_576,
  verified: { source: { perSecond: 20, burst: 500 }, all: { perSecond: 100, burst: 2_000 } },
  refused: { perSecond: 1, burst: 60 },
  certificates: { perSecond: 1, burst: 20 },
  oldestMs: 600_000,
};

/** A body to its end. What is too large is not kept while it comes in, and nobody waits for its end. */
export async function readBody(request: Request, limit: number): Promise<Bytes | 'too large' | 'incomplete'> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return 'too large';
  const chunks: Bytes[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  try {
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done || !value) return joinBytes(...chunks);
      length += value.length;
      if (length > limit) {
        reader?.cancel().catch(() => {});
        return 'too large';
      }
      chunks.push(value);
    }
  } catch {
    return 'incomplete';
  }
}
