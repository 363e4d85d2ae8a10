import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { rehearseOnce } from './checks/rehearsal.ts';
import { warnFallback } from './checks/warn-fallback.ts';
import { createFastPath, type FastPath } from './fast-path.ts';
import { findUnknownProcedurePart } from './internals/known-functions.ts';
import { findUnknownPart } from './internals/trpc-internals.ts';
import type { ServeCallbacks, ServeOptions } from './options.ts';

/** How many requests took which path, and why the fast one is not used. */
export interface TrpcHandlerStats {
  /** Requests on the fast path. */
  readonly fast: number;
  /** Requests that tRPC's own adapter answered. */
  readonly official: number;
  /** Why all requests are left to tRPC; null when they are not. */
  readonly fallback: string | null;
}

/** What handlers can do beside handling requests. */
export interface TrpcHandlerTools {
  /**
   * Compares the fast path with tRPC's own adapter now; otherwise the first request starts that, and
   * requests are left to tRPC until it is done. Resolves to whether the fast path is used.
   */
  readonly prepare: () => Promise<boolean>;
  /** Returns the counts since the handler was created. */
  readonly stats: () => TrpcHandlerStats;
}

/** Serves requests below an endpoint. */
export interface Serve extends TrpcHandlerTools {
  (request: Request, endpoint: string, callbacks: ServeCallbacks): Promise<Response>;
}

/** Creates what serves a router: the fast path where it can, else tRPC's fetch adapter. */
export function createServe(options: ServeOptions): Serve {
  const { router, onFallback = warnFallback, stringify, ...common } = options;
  const counts = { fast: 0, official: 0 };
  let fallback = findUnknownProcedurePart() ?? findUnknownPart(router);
  let fastPath: FastPath | null = null;
  let preparation: Promise<boolean> | undefined;
  let isUncompiledReported = false;

  const onUncompiled = (path: string) => {
    if (isUncompiledReported) return;
    isUncompiledReported = true;
    onFallback(`tRPC runs "${path}" and procedures like it: something wraps them`);
  };
  if (fallback !== null) onFallback(`tRPC answers all requests: ${fallback}`);

  const prepare = async (): Promise<boolean> => {
    if (fallback !== null) return false;
    fallback = await rehearseOnce();
    const own = { router, onUncompiled, ...(stringify && { stringify }) };
    if (fallback === null) fastPath = createFastPath({ ...common, ...own });
    else onFallback(`tRPC answers all requests: ${fallback}`);
    return fallback === null;
  };
  const prepareOnce = () => {
    preparation ??= prepare();
    return preparation;
  };

  const serve = (
    request: Request,
    endpoint: string,
    callbacks: ServeCallbacks,
  ): Promise<Response> => {
    const response = fastPath === null ? null : fastPath(request, endpoint, callbacks);
    if (response !== null) {
      counts.fast += 1;
      return response;
    }
    if (fastPath === null) void prepareOnce();
    counts.official += 1;
    return fetchRequestHandler({ ...common, ...callbacks, endpoint, router, req: request });
  };
  return Object.assign(serve, {
    prepare: prepareOnce,
    stats: () => ({ ...counts, fallback }),
  });
}
