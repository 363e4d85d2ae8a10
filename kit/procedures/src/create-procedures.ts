import { type AppError, BaseError, type ReasonOf, type Roles } from '@trastienda/base';
import { initTRPC } from '@trpc/server';
import { createAdmission } from './admission.ts';
import { CallDeadline } from './call-deadline.ts';
import type { CallRecord, ProcedureContext } from './context.ts';
import type { AccessRules } from './declarations/access-rules.ts';
import type {
  DeclareMutation,
  DeclareQuery,
  DeclareSubscription,
} from './declarations/procedure-functions.ts';
import {
  type AnyDeclaration,
  metaOf,
  type ProcedureMeta,
  promiseCheck,
} from './declarations/procedure-meta.ts';
import { brokenPromise } from './errors/broken-promise.ts';
import { createErrorFormatter } from './errors/error-shape.ts';
import { setInputMessages } from './errors/input-messages.ts';
import {
  type CompleteErrorTable,
  createErrorTranslator,
  toTrpcError,
} from './errors/translate-errors.ts';
import { lastEventIdOf } from './streams/last-event-id.ts';
import { streamOf } from './streams/stream-schema.ts';
import { watchStream } from './streams/watch-stream.ts';

/** Context of an application's calls: `Extra` is its part of it. */
type ContextOf<
  Extra,
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
> = ProcedureContext<Role, Permission, ReasonOf<Table>, Limit> & Extra;

/** A call on its way through the steps of its procedure. */
interface RunningCall {
  readonly deadline: CallDeadline;
  /** Id of the last value that the caller of a resumable subscription has received. */
  readonly lastEventId: string | null;
  /** What the resolver is called with. */
  resolved?: { readonly ctx: unknown; readonly input: unknown };
  /** Tags of an answer of the cache. */
  tags?: readonly string[];
}

/** Key of the running call in its context, for the steps of procedures alone. */
const CALL = Symbol('call');

/** Returns the running call of a context, behind the first step of its procedure. */
function runningCallOf(ctx: object): RunningCall {
  return (ctx as { readonly [CALL]: RunningCall })[CALL];
}

/** Returns the tags of an answer, from its parsed output: what the caller gets. */
function tagsOf(
  { tags }: Pick<AnyDeclaration<string>, 'tags'>,
  { resolved }: RunningCall,
  output: unknown,
): readonly string[] {
  return tags?.({ ...resolved, output } as never) ?? [];
}

/**
 * Streams are pinged: proxies commonly close a connection that is silent for 30 to 60 seconds, and
 * clients notice when a stream ends without a word. After five minutes a client connects again, so
 * that its access is checked again: its session may have ended.
 */
const STREAMS = {
  maxDurationMs: 5 * 60_000,
  ping: { enabled: true, intervalMs: 15_000 },
  client: { reconnectAfterInactivityMs: 40_000 },
};

/** Error table, roles, limits and kinds of access of an application. */
export interface ProceduresOptions<
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
  Rules,
> {
  /** Every failure of a call has a reason of this table; it includes `BASE_ERRORS`. */
  readonly errors: Table;
  readonly roles: Roles<Role, Permission>;
  /** Names of the limits beside the general one, for calls that cost more than server time. */
  readonly limits: readonly Limit[];
  /** Kinds of access beside `public`, `own` and the permissions. */
  readonly access?: Rules;
}

/**
 * Creates the functions with which an application declares its procedures. `Extra` is its part of
 * the context, beside `ProcedureContext`: the services, for example.
 *
 * @example
 * export const { t, query, mutation, subscription } = createProcedures<{ readonly services: Services }>()({
 *   errors: ERRORS,
 *   roles: ROLES,
 *   limits: ['auth'],
 * });
 */
export function createProcedures<Extra extends object>() {
  return <
    Table extends CompleteErrorTable,
    Role extends string,
    Permission extends string,
    const Limit extends string,
    const Rules extends AccessRules<
      ContextOf<Extra, Table, Role, Permission, Limit>,
      ReasonOf<Table>
    > = Record<never, never>,
  >(
    options: ProceduresOptions<Table, Role, Permission, Limit, Rules>,
  ) => {
    type Context = ContextOf<Extra, Table, Role, Permission, Limit>;
    type Reason = ReasonOf<Table>;

    const rules: AccessRules<Context, Reason> = options.access ?? {};
    const toAppError = createErrorTranslator(options.errors);
    const admissionOf = createAdmission<Context, Permission, Limit>(rules, options.roles);
    setInputMessages();

    const t = initTRPC
      .context<Context>()
      .meta<ProcedureMeta<Limit>>()
      .create({ isDev: false, errorFormatter: createErrorFormatter(toAppError), sse: STREAMS });

    /**
     * Base of a procedure: counts the call, checks the caller, ends it at its deadline, translates a
     * failure, and reports the outcome. tRPC resolves failures of later steps instead of rejecting.
     */
    function guarded(declaration: AnyDeclaration<Limit>, meta: ProcedureMeta<Limit>) {
      const { cost, limits, deadline: totalMs, isResumable } = meta;
      const { input, output, tags } = declaration;
      const admit = admissionOf(declaration);
      const isPromised = promiseCheck(meta);
      const endsSession = declaration.session === 'end';

      function keepPromises(failure: unknown, path: string): AppError<Reason> {
        const error = toAppError(failure);
        if (isPromised(error.reason)) return error;
        const cause = brokenPromise(`${path} does not promise ${error.reason}.`, error);
        return toAppError(new BaseError('INTERNAL', { cause }));
      }

      return t.procedure.meta(meta).use(async (step) => {
        const { ctx, path, type, getRawInput, next } = step;
        const startedAt = performance.now();
        const report = (outcome: Pick<CallRecord<Reason>, 'code' | 'error'>) =>
          ctx.onCall({
            path,
            type,
            requestId: ctx.requestId,
            durationMs: performance.now() - startedAt,
            ...outcome,
          });
        const reportFailure = (failure: unknown) => {
          const error = keepPromises(failure, path);
          report({ code: error.reason, error });
          return toTrpcError(error);
        };
        const isStream = type === 'subscription';
        let failure: unknown;
        try {
          const deadline = new CallDeadline(
            Math.min(totalMs, ctx.maxDeadlineMs ?? totalMs),
            () => step.signal,
          );
          const lastEventId = isResumable ? lastEventIdOf(await getRawInput()) : null;
          const call: RunningCall = { deadline, lastEventId };
          const result = await deadline.run(async () => {
            await ctx.consume({ path, type, cost, limits });
            const added = admit(ctx as Context);
            if (input === undefined && ctx.requireNoInput !== undefined) await ctx.requireNoInput();
            const work = () => next({ ctx: { ...added, [CALL]: call } });
            return ctx.runWithin === undefined ? work() : ctx.runWithin({ type, deadline }, work);
          });
          if (result.ok) {
            if (isStream) {
              const values = result.data as AsyncIterable<unknown>;
              const end = { onEnd: () => report({ code: 'OK' }), onFailure: reportFailure };
              const { signal } = step;
              const data = watchStream(values, { schema: output, isResumable, signal, ...end });
              return { ...result, data };
            }
            if (endsSession) ctx.session.clear();
            if (tags !== undefined && ctx.onTags !== undefined) {
              ctx.onTags(call.tags ?? tagsOf(declaration, call, result.data));
            }
            report({ code: 'OK' });
            return result;
          }
          failure = result.error;
        } catch (thrown) {
          failure = thrown;
        }
        throw reportFailure(failure);
      });
    }

    /** Lets the process's cache answer, if it has one, before the resolver does. */
    function cached(
      base: ReturnType<typeof declare>,
      declaration: AnyDeclaration<Limit>,
    ): ReturnType<typeof declare> {
      const { cache } = declaration;
      if (cache === undefined) return base;
      const declared = new Set<string>(declaration.errors);
      const isShared = (failure: unknown) => declared.has(toAppError(failure).reason);
      return base.use(async ({ ctx, input, path, next }) => {
        if (ctx.answers === undefined) return next();
        const call = runningCallOf(ctx);
        const question = { path, input, maxAge: cache.maxAge };
        const answer = async () => {
          const result = await next();
          if (!result.ok) throw result.error;
          // The rest of the result holds on to the request.
          const { data, marker } = result;
          return { data, marker, tags: tagsOf(declaration, call, data) };
        };
        const { data, marker, tags } = await ctx.answers.read(question, answer, isShared);
        call.tags = tags;
        return { ok: true, data, marker };
      });
    }

    /** Declares a procedure without its types and without the parser of its output. */
    function declare(declaration: AnyDeclaration<Limit>) {
      const { input, inputCost } = declaration;
      const base = guarded(declaration, metaOf(declaration, rules));
      const parsed = input === undefined ? base : (base.input(input) as unknown as typeof base);
      if (inputCost === undefined) return parsed;
      return parsed.use(async ({ ctx, input: value, path, type, next }) => {
        const cost = inputCost(value as never);
        if (cost > 0) await ctx.consume({ path, type, cost, limits: [] });
        return next();
      });
    }

    type Resolve = (call: {
      readonly ctx: never;
      readonly input: never;
      readonly signal: AbortSignal;
      readonly lastEventId: string | null;
    }) => unknown;

    /**
     * Returns the resolver in the form of tRPC, which adds the idempotency key of a keyed call to its
     * input. The call's signal is created if it is read.
     */
    const resolver =
      ({ idempotency, tags }: AnyDeclaration<Limit>, resolve: Resolve) =>
      ({ ctx, input }: { ctx: Pick<ProcedureContext, 'idempotencyKey'>; input: unknown }) => {
        const call = runningCallOf(ctx);
        if (tags !== undefined) call.resolved = { ctx, input };
        return resolve({
          ctx: ctx as never,
          input: (idempotency === 'key'
            ? { ...(input as object), idempotencyKey: ctx.idempotencyKey }
            : input) as never,
          lastEventId: call.lastEventId,
          get signal() {
            return call.deadline.signal;
          },
        });
      };

    const query: DeclareQuery<Context, Table, Role, Permission, Limit, Rules> = (
      declaration: AnyDeclaration<Limit>,
      resolve: Resolve,
    ) => {
      const base = cached(declare(declaration), declaration).output(declaration.output);
      return base.query(resolver(declaration, resolve)) as never;
    };

    const mutation: DeclareMutation<Context, Table, Role, Permission, Limit, Rules> = (
      declaration: AnyDeclaration<Limit>,
      resolve: Resolve,
    ) => {
      const base = declare(declaration).output(declaration.output);
      return base.mutation(resolver(declaration, resolve)) as never;
    };

    const subscription: DeclareSubscription<Context, Table, Role, Permission, Limit, Rules> = (
      declaration: AnyDeclaration<Limit>,
      resolve: Resolve,
    ) => {
      const base = declare(declaration).output(streamOf(declaration.output));
      return base.subscription(resolver(declaration, resolve) as never) as never;
    };

    return { t, query, mutation, subscription, toAppError };
  };
}
