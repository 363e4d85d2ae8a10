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

  return {
    AccountView,
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
