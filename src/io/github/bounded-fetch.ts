const LARGEST_ANSWER = 64 * 1024 * 1024;

/** Fetch that ends in time, with a whole answer of a bounded size or none. */
export function boundedFetch(inner: typeof fetch, milliseconds: number): typeof fetch {
  return async (input, init) => {
    const response = await inner(input, { ...init, signal: AbortSignal.timeout(milliseconds) });
    const body = await wholeBody(response);
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
}

async function wholeBody(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) throw new Error(`The answer is larger than ${LARGEST_ANSWER} bytes.`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return size === 0 ? null : whole;
}
