/** Hashes that are computed at once; the page stays responsive between batches. */
const BATCH = 256;

const encoder = new TextEncoder();

/** Returns the number of zero bits with which bytes begin. */
function zeroBitsOf(bytes: Uint8Array): number {
  let bits = 0;
  for (const byte of bytes) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

async function isSolution(text: string, solution: number, bits: number): Promise<boolean> {
  const hash = await crypto.subtle.digest('SHA-256', encoder.encode(`${text}:${solution}`));
  return zeroBitsOf(new Uint8Array(hash)) >= bits;
}

/**
 * Finds a text such that the SHA-256 of `<text>:<solution>` begins with some zero bits, which takes
 * 2^bits hashes on average. Needs WebCrypto, which browsers have in pages that were loaded over TLS or
 * from localhost. Rejects when the signal is aborted.
 */
export async function solveProofOfWork(
  text: string,
  bits: number,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  for (let first = 0; ; first += BATCH) {
    signal?.throwIfAborted();
    const candidates = Array.from({ length: BATCH }, (_, index) => first + index);
    const checks = await Promise.all(candidates.map((each) => isSolution(text, each, bits)));
    const found = checks.indexOf(true);
    if (found >= 0) return String(first + found);
  }
}
