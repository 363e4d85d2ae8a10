import type { AccountActor } from '@trastienda/base';
import type { IdentityReason } from './promised-reasons.ts';

/** A kind of access that an application adds, such as `buyer` or `team`. */
export interface AccessRule<Context, Reason extends string> {
  /** Every reason with which `check` fails. */
  readonly errors: readonly Reason[];
  /**
   * Checks the caller before the input is read, and returns what it adds to the context.
   *
   * @throws {AppError} one of `errors` when the caller has no access.
   */
  readonly check: (ctx: Context) => object;
}

/** Kinds of access by name. */
export type AccessRules<Context, Reason extends string> = Readonly<
  Record<string, AccessRule<Context, Reason>>
>;

/** Rules of any application. */
export type AnyAccessRules = AccessRules<never, string>;

/** Reasons with which a call of this access may fail before its input is read. */
export type AccessReason<Access, Rules extends AnyAccessRules> = Access extends 'public'
  ? never
  : Access extends keyof Rules
    ? Rules[Access]['errors'][number]
    : IdentityReason;

/** What this access adds to the context. */
export type AccessContext<
  Access,
  Role extends string,
  Permission extends string,
  Rules extends AnyAccessRules,
> = Access extends 'own'
  ? { readonly actor: AccountActor<Role, Permission> }
  : Access extends keyof Rules
    ? ReturnType<Rules[Access]['check']>
    : unknown;
