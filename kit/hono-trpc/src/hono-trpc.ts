import type { AnyTRPCRouter, inferRouterContext } from '@trpc/server';
import type { FetchCreateContextFnOptions } from '@trpc/server/adapters/fetch';
import type { HTTPBaseHandlerOptions } from '@trpc/server/http';
import type { Context, Handler } from 'hono';
import { routePath } from 'hono/route';
import { withHonoBody } from './hono-body.ts';
import { type OnFallback, pickReportCallbacks, type StringifyBody } from './options.ts';
import { createServe, type TrpcHandlerTools } from './serve-trpc.ts';

/** The context that an application creates: Hono's `env` is added to it. */
type OwnContext<TRouter extends AnyTRPCRouter> = Omit<inferRouterContext<TRouter>, 'env'>;

/** Creates the context of the calls of one request, from tRPC's view of it and Hono's. */
export type HonoCreateContext<TRouter extends AnyTRPCRouter> = (
  options: FetchCreateContextFnOptions,
  c: Context,
) => OwnContext<TRouter> | Promise<OwnContext<TRouter>>;

/** Options of `honoTrpc`: those of `@hono/trpc-server`. */
export type HonoTrpcOptions<TRouter extends AnyTRPCRouter> = HTTPBaseHandlerOptions<
  TRouter,
  Request
> &
  CreateContextOption<TRouter> & {
    /** Path at which the router is served. Default: the path of the route, without `/*`. */
    readonly endpoint?: string;
    /**
     * Called once, with the reason, when requests or a procedure are left to tRPC's own code.
     * Default: a process warning, where the runtime has them.
     */
    readonly onFallback?: OnFallback;
    /** Default: `JSON.stringify`. */
    readonly stringify?: StringifyBody;
  };

/** Required where procedures need something in their context. */
type CreateContextOption<TRouter extends AnyTRPCRouter> =
  object extends OwnContext<TRouter>
    ? { readonly createContext?: HonoCreateContext<TRouter> }
    : { readonly createContext: HonoCreateContext<TRouter> };

/** A handler for Hono's routes. */
export type HonoTrpcHandler = Handler & TrpcHandlerTools;

const DEFAULT_ENDPOINT = '/trpc';

const endpointOf = (c: Context): string => routePath(c).replace(/\/\*+$/, '') || DEFAULT_ENDPOINT;

/**
 * Creates a Hono handler that serves a tRPC router: a replacement for `trpcServer` of
 * `@hono/trpc-server`, with the same options, responses and callbacks.
 *
 * Usual requests (queries by GET, mutations by POST with JSON, batches of them) take a compiled
 * path; tRPC's own adapter answers all others.
 *
 * @example
 * app.use('/trpc/*', honoTrpc({ router: appRouter, createContext: (_options, c) => ({ db: c.var.db }) }));
 */
export function honoTrpc<TRouter extends AnyTRPCRouter>(
  options: HonoTrpcOptions<TRouter>,
): HonoTrpcHandler {
  const { endpoint, createContext } = options;
  const reports = pickReportCallbacks(options);
  const serve = createServe(options);
  const handle = (c: Context): Promise<Response> =>
    serve(withHonoBody(c.req), endpoint || endpointOf(c), {
      ...reports,
      createContext: async (contextOptions) => ({
        ...(await createContext?.(contextOptions, c)),
        env: c.env,
      }),
    });
  return Object.assign(handle, { prepare: serve.prepare, stats: serve.stats });
}
