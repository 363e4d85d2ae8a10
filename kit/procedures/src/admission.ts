import {
  ANONYMOUS,
  type Roles,
  requireAccount,
  requirePermission,
  requireRecent,
} from '@trastienda/base';
import type { ProcedureContext } from './context.ts';
import type { AccessRules } from './declarations/access-rules.ts';
import type { AnyDeclaration } from './declarations/procedure-meta.ts';
import { requireKey } from './declarations/require-key.ts';

/**
 * Creates the function that returns the admission of a declaration: the check of a call before its
 * input is read, which returns what it adds to the context, if anything.
 */
export function createAdmission<
  Context extends Pick<ProcedureContext, 'actor' | 'session' | 'idempotencyKey' | 'isBatch'>,
  Permission extends string,
  Limit extends string,
>(rules: AccessRules<Context, string>, roles: Roles<string, Permission>) {
  /** Returns the check of a kind of access: it returns what it adds to the context, if anything. */
  function accessCheck(access: string): (ctx: Context) => object | undefined {
    const rule = rules[access];
    if (rule !== undefined) return rule.check;
    if (access === 'public') return () => undefined;
    if (access === 'own') return ({ actor }) => ({ actor: requireAccount(actor) });
    const permission = roles.permissions.find((each) => each === access);
    if (permission === undefined) throw new TypeError(`There is no access ${access}.`);
    return ({ actor }) => {
      requirePermission<string>(actor, permission);
      return undefined;
    };
  }

  return function admissionOf(declaration: AnyDeclaration<Limit>) {
    const { access, recent, session, cache, idempotency } = declaration;
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
  };
}
