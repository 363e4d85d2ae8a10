import type { ClientCall } from './client-call.ts';

/** How calls of one tick share a request. */
export interface BatchLimits {
  /** Calls in a request; default 20, as the server accepts. */
  readonly maxCalls: number;
  /**
   * Characters in a URL; default 8000: proxies commonly accept a request line of up to 8 KiB. Calls
   * that do not fit go into another batch.
   */
  readonly maxUrlLength: number;
  /**
   * Bytes of a mutation's input as JSON; default 3000. Larger ones are sent alone, so that a full
   * batch stays below the 64 KiB that the server accepts.
   */
  readonly maxInputBytes: number;
}

export const DEFAULT_BATCH_LIMITS: BatchLimits = {
  maxCalls: 20,
  maxUrlLength: 8000,
  maxInputBytes: 3000,
};

/** Returns true for a mutation whose input is too large to share a request with others. */
export function isTooLargeToShare(
  { type, input }: Pick<ClientCall, 'type' | 'input'>,
  maxBytes: number,
): boolean {
  if (type !== 'mutation') return false;
  return new TextEncoder().encode(JSON.stringify(input) ?? '').byteLength > maxBytes;
}
