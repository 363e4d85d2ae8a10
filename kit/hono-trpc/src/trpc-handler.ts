import type { AnyTRPCRouter } from '@trpc/server';
import {
  pickReportCallbacks,
  type ServeCallbacks,
  type TrpcCallbacks,
  type TrpcHandlerOptions,
} from './options.ts';
import { createServe, type TrpcHandlerTools } from './serve-trpc.ts';

/** Answers tRPC requests. */
export interface TrpcHandler<TRouter extends AnyTRPCRouter> extends TrpcHandlerTools {
  /** `callbacks` take the place of those of the handler for this request. */
  (request: Request, callbacks?: TrpcCallbacks<TRouter>): Promise<Response>;
}

/**
 * Creates a handler for a router: a replacement for calls of tRPC's `fetchRequestHandler`, outside
 * of Hono too. Same responses, same callbacks.
 *
 * @example
 * const handle = createTrpcHandler({ router: appRouter, endpoint: '/trpc', createContext });
 * const response = await handle(request);
 */
export function createTrpcHandler<TRouter extends AnyTRPCRouter>(
  options: TrpcHandlerOptions<TRouter>,
): TrpcHandler<TRouter> {
  const { endpoint, createContext } = options;
  const ofHandler: ServeCallbacks = {
    ...pickReportCallbacks(options),
    ...(createContext && { createContext }),
  };
  const serve = createServe(options);
  const handle = (request: Request, callbacks?: TrpcCallbacks<TRouter>) =>
    serve(request, endpoint, callbacks === undefined ? ofHandler : { ...ofHandler, ...callbacks });
  return Object.assign(handle, { prepare: serve.prepare, stats: serve.stats });
}
