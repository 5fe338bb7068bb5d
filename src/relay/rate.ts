/** Lets through `perSecond` on average and `burst` at once; says how many seconds to wait when that is used up. */
export function createBucket({ perSecond, burst }: Rate): (now: number) => number {
  let tokens = burst;
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    tokens = Math.min(burst, tokens + (Math.max(0, now - last) / 1000) * perSecond);
    last = Math.max(last, now);
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return Math.ceil((1 - tokens) / perSecond);
  };
}

/** One bucket for each name. */
export function createBuckets(rate: Rate): (name: string, now: number) => number {
  const buckets = new Map<string, (now: number) => number>();
  return (name, now) => {
    const bucket = buckets.get(name) ?? createBucket(rate);
    buckets.set(name, bucket);
    return bucket(now);
  };
}

export interface Rate {
  perSecond: number;
  burst: number;
}
