import type { AnyTRPCRouter, inferRouterContext, TRPCError, TRPCProcedureType } from '@trpc/server';
import type { FetchCreateContextFnOptions } from '@trpc/server/adapters/fetch';
import type { HTTPBaseHandlerOptions, ResponseMeta, TRPCRequestInfo } from '@trpc/server/http';

type MaybePromise<T> = T | Promise<T>;

/** Called once, with the reason, when requests or a procedure are left to tRPC's own code. */
export type OnFallback = (reason: string) => void;

/** Callbacks of an application; a request may have its own. */
export type TrpcCallbacks<TRouter extends AnyTRPCRouter> = Pick<
  HTTPBaseHandlerOptions<TRouter, Request>,
  'onError' | 'responseMeta'
> & {
  /** Creates the context of the calls of one request. */
  readonly createContext?: (
    options: FetchCreateContextFnOptions,
  ) => MaybePromise<inferRouterContext<TRouter>>;
};

/**
 * Returns the JSON of a body, the same as `JSON.stringify`: for applications that have it already, because
 * they give an answer again. A body is what tRPC sends for a call, or the list of that for a batch, as the
 * router's transformer leaves it.
 */
export type StringifyBody = (body: unknown) => string;

/** Options of tRPC's adapters that are the same for all requests. */
type CommonOptions<TRouter extends AnyTRPCRouter> = Omit<
  HTTPBaseHandlerOptions<TRouter, Request>,
  'onError' | 'responseMeta'
>;

/** Options of `createTrpcHandler`: those of tRPC's `fetchRequestHandler`, but for the request. */
export type TrpcHandlerOptions<TRouter extends AnyTRPCRouter> = HTTPBaseHandlerOptions<
  TRouter,
  Request
> &
  TrpcCallbacks<TRouter> & {
    /** Path at which the router is served, such as `/trpc`. */
    readonly endpoint: string;
    /** Default: a process warning, where the runtime has them. */
    readonly onFallback?: OnFallback;
    /** Default: `JSON.stringify`. */
    readonly stringify?: StringifyBody;
  };

/** Options of the code that serves any router. */
export type ServeOptions = CommonOptions<AnyTRPCRouter> & {
  readonly onFallback?: OnFallback;
  readonly stringify?: StringifyBody;
};

/** Argument of `onError`. */
interface FailureReport {
  readonly error: TRPCError;
  readonly path: string | undefined;
  readonly input: unknown;
  readonly ctx: unknown;
  readonly type: TRPCProcedureType | 'unknown';
  readonly req: Request;
}

/** Argument of `responseMeta`. */
interface ResponseReport {
  readonly ctx?: unknown;
  readonly info: TRPCRequestInfo | undefined;
  readonly paths: readonly string[] | undefined;
  readonly data: unknown[];
  readonly errors: TRPCError[];
  readonly eagerGeneration: boolean;
  readonly type: TRPCProcedureType | 'unknown';
}

/**
 * Callbacks of an application without the types of its router. Methods, so that
 * functions with narrower arguments fit.
 */
export interface ServeCallbacks {
  createContext?(options: FetchCreateContextFnOptions): unknown;
  onError?(report: FailureReport): void;
  responseMeta?(report: ResponseReport): ResponseMeta;
}

type ReportCallbacks = Pick<ServeCallbacks, 'onError' | 'responseMeta'>;

/** Returns the callbacks of some options that get reports. */
export function pickReportCallbacks({ onError, responseMeta }: ReportCallbacks): ReportCallbacks {
  return { ...(onError && { onError }), ...(responseMeta && { responseMeta }) };
}
