import type { AnyTRPCRouter } from '@trpc/server';
import { defaultTransformer } from '@trpc/server/unstable-core-do-not-import';
import { createProcedureTable } from './compile/procedure-table.ts';
import type { ServeCallbacks, StringifyBody } from './options.ts';
import { planRequest } from './request/plan-request.ts';
import { Exchange } from './respond/exchange.ts';
import { respond } from './respond/respond.ts';

/** Options of a fast path. */
export interface FastPathOptions {
  readonly router: AnyTRPCRouter;
  readonly allowBatching?: boolean | undefined;
  readonly batching?: { readonly enabled: boolean } | undefined;
  readonly allowMethodOverride?: boolean | undefined;
  readonly maxBatchSize?: number | undefined;
  readonly stringify?: StringifyBody;
  /** Called once for each procedure whose chain cannot be compiled. */
  readonly onUncompiled: (path: string) => void;
}

/** Answers usual requests below an endpoint; returns null for all others, without any effect. */
export type FastPath = (
  request: Request,
  endpoint: string,
  callbacks: ServeCallbacks,
) => Promise<Response> | null;

/** Path in front of those of procedures. tRPC ignores one slash at each end of an endpoint. */
function prefixOf(endpoint: string): string {
  const trimmed = endpoint.replace(/^\//, '').replace(/\/$/, '');
  return trimmed === '' ? '/' : `/${trimmed}/`;
}

/** Creates the fast path of a router whose form is known. */
export function createFastPath(options: FastPathOptions): FastPath {
  const { router, maxBatchSize, stringify } = options;
  const config = router._def._config;
  const settings = {
    config,
    hasIdentityTransformer: config.transformer === defaultTransformer,
    ...(stringify && { stringify }),
  };
  // One, or as many as there are routes with this handler.
  const prefixes = new Map<string, string>();
  const prefixOnce = (endpoint: string): string => {
    const prefix = prefixes.get(endpoint) ?? prefixOf(endpoint);
    prefixes.set(endpoint, prefix);
    return prefix;
  };
  const rules = {
    table: createProcedureTable(router, options.onUncompiled),
    allowsBatches: options.allowBatching ?? options.batching?.enabled ?? true,
    allowsMethodOverride: options.allowMethodOverride ?? false,
    maxBatchSize: typeof maxBatchSize === 'number' ? maxBatchSize : undefined,
  };
  return (request, endpoint, callbacks) => {
    const plan = planRequest(request, prefixOnce(endpoint), rules);
    return plan && respond(new Exchange(request, plan, callbacks, settings));
  };
}
