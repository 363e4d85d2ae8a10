import {
  ANONYMOUS,
  type AppError,
  BaseError,
  type ReasonOf,
  type Roles,
  requireAccount,
  requirePermission,
  requireRecent,
} from '@trastienda/base';
import { initTRPC } from '@trpc/server';
import { CallDeadline } from './call-deadline.ts';
import type { ProcedureContext } from './context.ts';
import type { AccessRules } from './declarations/access-rules.ts';
import type { DeclareMutation, DeclareQuery } from './declarations/procedure-functions.ts';
import {
  type AnyDeclaration,
  metaOf,
  type ProcedureMeta,
  promiseCheck,
} from './declarations/procedure-meta.ts';
import { requireKey } from './declarations/require-key.ts';
import { brokenPromise } from './errors/broken-promise.ts';
import { createErrorFormatter } from './errors/error-shape.ts';
import { setInputMessages } from './errors/input-messages.ts';
import {
  type CompleteErrorTable,
  createErrorTranslator,
  toTrpcError,
} from './errors/translate-errors.ts';

/** Context of an application's calls: `Extra` is its part of it. */
type ContextOf<
  Extra,
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
> = ProcedureContext<Role, Permission, ReasonOf<Table>, Limit> & Extra;

/** Key of a call's deadline in its context, for the wrapper alone. */
const DEADLINE = Symbol('deadline');

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
 * export const { t, query, mutation } = createProcedures<{ readonly services: Services }>()({
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
    const formatError = createErrorFormatter(toAppError);
    setInputMessages();

    const t = initTRPC
      .context<Context>()
      .meta<ProcedureMeta<Limit>>()
      .create({ isDev: false, errorFormatter: formatError });

    /** Returns the check of a kind of access: it returns what it adds to the context, if anything. */
    function accessCheck(access: string): (ctx: Context) => object | undefined {
      const rule = rules[access];
      if (rule !== undefined) return rule.check;
      if (access === 'public') return () => undefined;
      if (access === 'own') return ({ actor }) => ({ actor: requireAccount(actor) });
      const permission = options.roles.permissions.find((each) => each === access);
      if (permission === undefined) throw new TypeError(`There is no access ${access}.`);
      return ({ actor }) => {
        requirePermission<Permission>(actor, permission);
        return undefined;
      };
    }

    /** Returns the function that admits a call before its input is read. */
    function admission({ access, recent, session, cache, idempotency }: AnyDeclaration<Limit>) {
      const checkAccess = accessCheck(access);
      return (ctx: Context): object | undefined => {
        const added = checkAccess(ctx);
        if (recent === true) requireRecent(ctx.actor);
        // Before a password is verified: otherwise a session would start that no client holds.
        if (session === 'start') ctx.session.requireDeliverable();
        if (session === 'end') ctx.session.requireClearable();
        if (idempotency === 'key') return { ...added, idempotencyKey: requireKey(ctx) };
        // A stored answer reaches every caller, so it must not depend on the first one.
        return cache === undefined ? added : { ...added, actor: ANONYMOUS };
      };
    }

    /**
     * Base of a procedure: counts the call, checks the caller, ends it at its deadline, translates a
     * failure, and reports the outcome. tRPC resolves failures of later steps instead of rejecting.
     */
    function guarded(declaration: AnyDeclaration<Limit>, meta: ProcedureMeta<Limit>) {
      const { cost, limits, deadline: totalMs } = meta;
      const admit = admission(declaration);
      const isPromised = promiseCheck(meta);
      const endsSession = declaration.session === 'end';

      function keepPromises(failure: unknown, path: string): AppError<Reason> {
        const error = toAppError(failure);
        if (isPromised(error.reason)) return error;
        const cause = brokenPromise(`${path} does not promise ${error.reason}.`, error);
        return toAppError(new BaseError('INTERNAL', { cause }));
      }

      return t.procedure.meta(meta).use(async ({ ctx, path, type, signal, next }) => {
        const startedAt = performance.now();
        const call = () => ({
          ...{ path, type, requestId: ctx.requestId },
          durationMs: performance.now() - startedAt,
        });
        let failure: unknown;
        try {
          const deadline = new CallDeadline(
            Math.min(totalMs, ctx.maxDeadlineMs ?? totalMs),
            signal,
          );
          const result = await deadline.run(async () => {
            await ctx.consume({ path, type, cost, limits });
            const added = admit(ctx as Context);
            const work = () => next({ ctx: { ...added, [DEADLINE]: deadline } });
            return ctx.runWithin === undefined ? work() : ctx.runWithin({ type, deadline }, work);
          });
          if (result.ok) {
            if (endsSession) ctx.session.clear();
            ctx.onCall({ ...call(), code: 'OK' });
            return result;
          }
          failure = result.error;
        } catch (thrown) {
          failure = thrown;
        }
        const error = keepPromises(failure, path);
        ctx.onCall({ ...call(), code: error.reason, error });
        throw toTrpcError(error);
      });
    }

    /** Declares a procedure without its types, which `query` and `mutation` add. */
    function declare(declaration: AnyDeclaration<Limit>) {
      const { input, inputCost, tags, output } = declaration;
      const base = guarded(declaration, metaOf(declaration, rules));
      const parsed = input === undefined ? base : (base.input(input) as unknown as typeof base);
      const counted =
        inputCost === undefined
          ? parsed
          : parsed.use(async ({ ctx, input: value, path, type, next }) => {
              const cost = inputCost(value as never);
              if (cost > 0) await ctx.consume({ path, type, cost, limits: [] });
              return next();
            });
      if (tags === undefined) return counted.output(output);
      return counted
        .use(async ({ ctx, input: value, next }) => {
          const result = await next();
          // The parser of the output runs inside, so that tags are made of what the caller gets.
          if (result.ok) ctx.onTags?.(tags({ ctx, input: value, output: result.data } as never));
          return result;
        })
        .output(output);
    }

    type Resolve = (call: {
      readonly ctx: never;
      readonly input: never;
      readonly signal: AbortSignal;
    }) => Promise<unknown>;

    type AdmittedContext = Pick<ProcedureContext, 'idempotencyKey'> & {
      readonly [DEADLINE]: CallDeadline;
    };

    /**
     * Returns the resolver in the form of tRPC, which adds the idempotency key of a keyed call to its
     * input. The call's signal is created if it is read.
     */
    const resolver =
      ({ idempotency }: AnyDeclaration<Limit>, resolve: Resolve) =>
      ({ ctx, input }: { ctx: AdmittedContext; input: unknown }) =>
        resolve({
          ctx: ctx as never,
          input: (idempotency === 'key'
            ? { ...(input as object), idempotencyKey: ctx.idempotencyKey }
            : input) as never,
          get signal() {
            return ctx[DEADLINE].signal;
          },
        });

    const query: DeclareQuery<Context, Table, Role, Permission, Limit, Rules> = (
      declaration: AnyDeclaration<Limit>,
      resolve: Resolve,
    ) => declare(declaration).query(resolver(declaration, resolve)) as never;

    const mutation: DeclareMutation<Context, Table, Role, Permission, Limit, Rules> = (
      declaration: AnyDeclaration<Limit>,
      resolve: Resolve,
    ) => declare(declaration).mutation(resolver(declaration, resolve)) as never;

    return { t, query, mutation, toAppError, formatError };
  };
}
