import type { TRPCError, TRPCProcedureType } from '@trpc/server';
import type { Parser } from '@trpc/server/unstable-core-do-not-import';

/** Reads the input of a call as the client sent it, before any validator. */
export type GetRawInput = () => Promise<unknown>;

/** What a middleware may pass to `next`. */
export interface NextOptions {
  readonly ctx?: object;
  readonly input?: unknown;
  readonly getRawInput?: GetRawInput;
}

/** What a middleware resolves to; tRPC never rejects here. */
export type MiddlewareResult =
  | {
      readonly marker?: string;
      readonly ok: true;
      readonly data: unknown;
      readonly ctx?: unknown;
    }
  | { readonly ok: false; readonly error: TRPCError; readonly marker?: string };

/** The argument of middlewares and resolvers. */
export interface MiddlewareOptions {
  readonly path: string;
  readonly getRawInput: GetRawInput;
  readonly ctx: unknown;
  readonly type: TRPCProcedureType;
  readonly signal: AbortSignal | undefined;
  readonly batchIndex: number;
  readonly input: unknown;
  readonly meta: unknown;
  readonly next: (options?: NextOptions) => Promise<MiddlewareResult>;
}

/** A middleware; tRPC marks its own with a `_type`. */
export interface Middleware {
  (options: MiddlewareOptions): Promise<MiddlewareResult>;
  readonly _type?: string;
}

/** What tRPC keeps in the `_def` of a procedure, as far as the fast path reads it. */
export interface ProcedureDefinition {
  readonly type: TRPCProcedureType;
  readonly meta?: unknown;
  readonly inputs: readonly Parser[];
  readonly output?: Parser;
  /** In the order in which they run; the last one calls the resolver. */
  readonly middlewares: readonly Middleware[];
  readonly resolver: (options: MiddlewareOptions) => unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** Whether a procedure's `_def` has the form that this package knows. */
export function isProcedureDefinition(def: unknown): def is ProcedureDefinition {
  if (!isObject(def)) return false;
  const { inputs, middlewares, resolver, type } = def;
  return (
    (type === 'query' || type === 'mutation' || type === 'subscription') &&
    Array.isArray(inputs) &&
    Array.isArray(middlewares) &&
    middlewares.length > 0 &&
    middlewares.every(isFunction) &&
    isFunction(resolver)
  );
}

/** Says what is unknown about the form of a router, or returns null. */
export function findUnknownPart(router: unknown): string | null {
  const def = isRouterLike(router) ? router._def : undefined;
  if (!isObject(def)) return 'the router has no _def';
  if (!isObject(def.procedures)) return 'the router has no _def.procedures';
  const config = def._config;
  if (!isObject(config)) return 'the router has no _def._config';
  const { transformer, errorFormatter, isDev, pathSeparator } = config;
  const hasTransformer =
    isObject(transformer) &&
    isObject(transformer.input) &&
    isObject(transformer.output) &&
    isFunction(transformer.input.deserialize) &&
    isFunction(transformer.output.serialize);
  if (!hasTransformer) return 'the router has no _def._config.transformer of two halves';
  if (!isFunction(errorFormatter)) return 'the router has no _def._config.errorFormatter';
  if (typeof isDev !== 'boolean') return 'the router has no _def._config.isDev';
  if (typeof pathSeparator !== 'string') return 'the router has no _def._config.pathSeparator';
  return null;
}

const isRouterLike = (value: unknown): value is { readonly _def: unknown } =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && '_def' in value;
