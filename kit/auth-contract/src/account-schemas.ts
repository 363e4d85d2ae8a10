import { Id, PageInput, pageOf, type Roles, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { EmailAddress, Locale } from './account-parts.ts';
import { SecondFactorRequired } from './auth-calls.ts';
import { SessionView } from './session-view.ts';

/**
 * Defines the schemas of accounts with the roles and permissions of an application.
 *
 * @example
 * export const { AccountView, SignInResult, SetRoleInput } = defineAccountSchemas(ROLES);
 */
export function defineAccountSchemas<Role extends string, Permission extends string>({
  Role,
  Permission,
}: Pick<Roles<Role, Permission>, 'Role' | 'Permission'>) {
  /** Account as its owner sees it. */
  const AccountView = z.object({
    id: Id,
    email: z.string(),
    name: z.string(),
    locale: Locale,
    role: Role,
    permissions: z.array(Permission),
    hasSecondFactor: z.boolean(),
    /** Number of unused recovery codes. */
    recoveryCodes: z.int(),
    createdAt: Timestamp,
  });

  /** Account as staff see it. The email address is null after the account was deleted. */
  const StaffAccountView = z.object({
    id: Id,
    email: z.string().nullable(),
    name: z.string(),
    locale: Locale,
    role: Role,
    hasSecondFactor: z.boolean(),
    createdAt: Timestamp,
    disabledAt: Timestamp.nullable(),
    deletedAt: Timestamp.nullable(),
  });

  /** Completed sign-in. `token` is null when the session is in a cookie. */
  const SignedIn = z.object({
    status: z.literal('signed-in'),
    account: AccountView,
    session: SessionView,
    token: z.string().nullable(),
  });

  /**
   * The caller of a request. Each kind has `permissions`, so that a page passes it to `can` without
   * looking at the kind.
   */
  const CallerView = z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('visitor'),
      /** True when the request had a session that has ended, so that a page can say why. */
      hasEndedSession: z.boolean(),
      permissions: z.array(Permission),
    }),
    /** An account without permissions, such as a customer. */
    z.object({
      kind: z.literal('account'),
      account: AccountView,
      permissions: z.array(Permission),
      /** True when the password or second factor was presented recently. */
      isRecent: z.boolean(),
    }),
    z.object({
      kind: z.literal('staff'),
      account: AccountView,
      permissions: z.array(Permission),
      isRecent: z.boolean(),
    }),
    /** Another system, by an API key or a configured token. */
    z.object({
      kind: z.literal('machine'),
      name: z.string(),
      permissions: z.array(Permission),
    }),
  ]);

  return {
    AccountView,
    CallerView,
    StaffAccountView,
    StaffAccountPage: pageOf(StaffAccountView),
    SignedIn,
    SignInResult: z.discriminatedUnion('status', [SignedIn, SecondFactorRequired]),
    /** Newest first; `email` finds the account with this address. */
    ListAccountsInput: PageInput.extend({
      role: Role.optional(),
      email: EmailAddress.optional(),
    }),
    SetRoleInput: z.object({ id: Id, role: Role }),
  };
}

type Schemas<Role extends string, Permission extends string> = ReturnType<
  typeof defineAccountSchemas<Role, Permission>
>;

export type AccountView<Role extends string = string, Permission extends string = string> = z.infer<
  Schemas<Role, Permission>['AccountView']
>;
export type CallerView<Role extends string = string, Permission extends string = string> = z.infer<
  Schemas<Role, Permission>['CallerView']
>;
export type StaffAccountView<Role extends string = string> = z.infer<
  Schemas<Role, string>['StaffAccountView']
>;
export type StaffAccountPage<Role extends string = string> = z.infer<
  Schemas<Role, string>['StaffAccountPage']
>;
export type SignedIn<Role extends string = string, Permission extends string = string> = z.infer<
  Schemas<Role, Permission>['SignedIn']
>;
export type ListAccountsInput<Role extends string = string> = z.infer<
  Schemas<Role, string>['ListAccountsInput']
>;
export type SetRoleInput<Role extends string = string> = z.infer<
  Schemas<Role, string>['SetRoleInput']
>;
