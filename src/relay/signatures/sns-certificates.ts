import { publicKeyIn } from './certificate.ts';

const LIMITS = { bytes: 65_536, timeoutMs: 5_000, kept: 20, keptMs: 24 * 3_600_000, failedMs: 10_000, bits: 2_048 };

export interface Certificates {
  /** The key of the certificate at an address; none where it is unfit. */
  keyAt(address: string, hash: string): Promise<CryptoKey | 'unreachable' | undefined>;
}

/** Fetches certificates once, as often as `wait` allows. Whoever asks has made sure whose address it is. */
export function createCertificates(fetch: Fetch, now: () => number, wait: (now: number) => number): Certificates {
  const kept = new Map<string, { pem: string | undefined; until: number }>();

  async function pemAt(address: string): Promise<string | undefined> {
    const found = kept.get(address);
    if (found && found.until > now()) return found.pem;
    if (wait(now()) > 0) return undefined;
    const pem = await fetchText(fetch, address);
    kept.delete(address);
    kept.set(address, { pem, until: now() + (pem === undefined ? LIMITS.failedMs : LIMITS.keptMs) });
    for (const oldest of kept.keys()) if (kept.size > LIMITS.kept) kept.delete(oldest);
    return pem;
  }

  return {
    keyAt: async (address, hash) => {
      const pem = await pemAt(address);
      return pem === undefined ? 'unreachable' : importKey(pem, hash);
    },
  };
}

/** The text at an address: no redirects, not for long, not much of it; none where that did not work out. */
export async function fetchText(fetch: Fetch, address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(LIMITS.timeoutMs) });
    if (response.status !== 200 || !response.body) return undefined;
    let text = '';
    let bytes = 0;
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > LIMITS.bytes) return undefined;
      text += decoder.decode(chunk, { stream: true });
    }
    return text;
  } catch {
    return undefined;
  }
}

async function importKey(pem: string, hash: string): Promise<CryptoKey | undefined> {
  const bytes = publicKeyIn(pem);
  if (!bytes) return undefined;
  try {
    const key = await crypto.subtle.importKey('spki', bytes, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['verify']);
    const { modulusLength = 0 } = key.algorithm as Partial<RsaKeyAlgorithm>;
    return modulusLength >= LIMITS.bits ? key : undefined;
  } catch {
    return undefined;
  }
}

export type Fetch = (address: string, init: RequestInit) => Promise<Response>;
