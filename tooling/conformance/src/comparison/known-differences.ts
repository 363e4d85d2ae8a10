import type { KnownDifference } from './compare-transcripts.ts';

/** Servers that are compared with the one on Node. */
export type ComparedServer = 'bun' | 'deno' | 'edge';

/**
 * Differences from the server on Node that cannot be avoided, by server. `.ci/conformance` fails on
 * any other, and on one of these that no longer exists.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<ComparedServer, readonly KnownDifference[]>> = {
  bun: [],
  deno: [],
  edge: [
    {
      exchange: /./,
      path: 'headers.content-encoding',
      reason: 'The host of the Worker compresses responses for callers who accept it.',
    },
    {
      exchange: /: GET \/(trpc\/catalog\.|api\/products)/,
      path: 'headers.x-request-id',
      reason:
        'The server leaves it out of what caches may store; the Worker adds it on the way out.',
    },
  ],
};
