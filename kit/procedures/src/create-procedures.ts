import {
  type ReasonOf,
  type Roles,
  requireAccount,
  requirePermission,
  requireRecent,
} from '@trastienda/base';
import { initTRPC } from '@trpc/server';
import type { ProcedureContext } from './context.ts';
import { createErrorFormatter } from './errors/error-shape.ts';
import { setInputMessages } from './errors/input-messages.ts';
import {
  type CompleteErrorTable,
  createErrorTranslator,
  toTrpcError,
} from './errors/translate-errors.ts';

/** Error table, roles and limits of an application. */
export interface ProceduresOptions<
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
> {
  /** Every failure of a call has a reason of this table; it includes `BASE_ERRORS`. */
  readonly errors: Table;
  readonly roles: Roles<Role, Permission>;
  /** Names of the limits beside the general one, for calls that cost more than server time. */
  readonly limits: readonly Limit[];
}

/**
 * Creates the procedures of an application. `Extra` is its part of the context, beside
 * `ProcedureContext`: the services, for example. A further kind of access extends `baseProcedure`.
 *
 * @example
 * export const { t, publicProcedure, accountProcedure, staffProcedure } = createProcedures<{
 *   readonly services: Services;
 * }>()({ errors: ERRORS, roles: ROLES, limits: ['auth'] });
 */
export function createProcedures<Extra extends object>() {
  return <
    Table extends CompleteErrorTable,
    Role extends string,
    Permission extends string,
    const Limit extends string,
  >(
    options: ProceduresOptions<Table, Role, Permission, Limit>,
  ) => {
    const toAppError = createErrorTranslator(options.errors);
    const formatError = createErrorFormatter(toAppError);
    setInputMessages();

    const t = initTRPC
      .context<ProcedureContext<Role, Permission, ReasonOf<Table>, Limit> & Extra>()
      // Metadata that a procedure declares besides input and output. The types are written out here,
      // and `access` is a plain string, because clients' declarations would otherwise import them.
      .meta<{
        /**
         * Required access: `public`, `own` for any signed-in account, a permission, or a word of the
         * application.
         */
        access?: string;
        /** Whether the sign-in must be recent. */
        recent?: boolean;
        /** Cost of a call in points; 1 by default. */
        cost?: number;
        /** Stricter limits that also count its calls. */
        limits?: readonly `${Limit}`[];
        /** Whether it accepts form data instead of JSON. */
        takesForm?: boolean;
      }>()
      .create({ isDev: false, errorFormatter: formatError });

    /**
     * Translates failures and reports calls, in this one place. tRPC resolves failures instead of
     * rejecting, so they are read from the result of `next()`.
     */
    const reportedProcedure = t.procedure.use(async ({ ctx, path, type, next }) => {
      const startedAt = performance.now();
      const result = await next();
      const durationMs = performance.now() - startedAt;
      const call = { path, type, requestId: ctx.requestId, durationMs };
      if (result.ok) {
        ctx.onCall({ ...call, code: 'OK' });
        return result;
      }
      const error = toAppError(result.error);
      ctx.onCall({ ...call, code: error.reason, error });
      return { ...result, error: toTrpcError(error) };
    });

    /** Base of every procedure. Counts calls even when the caller lacks access. */
    const baseProcedure = reportedProcedure.use(async ({ ctx, path, type, meta, next }) => {
      const { cost = 1, limits = [] } = meta ?? {};
      await ctx.consume({ path, type, cost, limits });
      return next();
    });

    /** Procedure for any caller. */
    const publicProcedure = baseProcedure.meta({ access: 'public' });

    /**
     * Public procedure that ends in a session. Rejects a call whose session could not be delivered
     * before a password is verified: otherwise a session would start that no client holds.
     */
    const signInProcedure = publicProcedure.use(({ ctx, next }) => {
      ctx.session.requireDeliverable();
      return next();
    });

    /**
     * Procedure for accounts, limited to their own data: `ctx.actor` is the account. Checked before
     * the input is read.
     */
    const accountProcedure = baseProcedure
      .meta({ access: 'own' })
      .use(({ ctx, next }) => next({ ctx: { actor: requireAccount(ctx.actor) } }));

    /** Like `accountProcedure`, for actions that a stranger at an unlocked screen must not perform. */
    const recentProcedure = accountProcedure
      .meta({ access: 'own', recent: true })
      .use(({ ctx, next }) => {
        requireRecent(ctx.actor);
        return next();
      });

    /**
     * Procedure for staff and systems with a permission, checked before the input is read. `recent`
     * also requires a recent sign-in of accounts, not of systems.
     */
    const staffProcedure = (permission: NoInfer<Permission>, { recent = false } = {}) =>
      baseProcedure.meta({ access: permission, recent }).use(({ ctx, next }) => {
        requirePermission(ctx.actor, permission);
        if (recent) requireRecent(ctx.actor);
        return next();
      });

    return {
      t,
      baseProcedure,
      publicProcedure,
      signInProcedure,
      accountProcedure,
      recentProcedure,
      staffProcedure,
      toAppError,
      formatError,
    };
  };
}
