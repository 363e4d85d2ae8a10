import {
  Acknowledged,
  CompleteSignInInput,
  EmailChangeConfirmed,
  EmailVerified,
  LinkInput,
  ReauthenticateInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SignInInput,
  SignUpInput,
  VerifyEmailInput,
} from '@trastienda/auth-contract';
import type { AnyAccessRules, ProcedureFunctions } from '@trastienda/procedures';
import type { AuthService } from '../services.ts';
import {
  type AccountSchemas,
  type AuthContext,
  type AuthErrorTable,
  HASHING_COST,
  type HashingOptions,
  type LimitNames,
} from './parameters.ts';

/** Creates the procedures of sign-up, sign-in and account recovery. */
export function createAuthProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Table extends AuthErrorTable,
  Rules extends AnyAccessRules,
  Context extends AuthContext<{ readonly auth: AuthService<Role, Permission> }, Role, Permission>,
>(
  { mutation, query }: ProcedureFunctions<Context, Table, Role, Permission, Limit, Rules>,
  {
    CallerView,
    SignInResult,
  }: Pick<AccountSchemas<NoInfer<Role>, NoInfer<Permission>>, 'CallerView' | 'SignInResult'>,
  { limits, hashingCost = HASHING_COST }: { readonly limits: LimitNames<Limit> } & HashingOptions,
) {
  return {
    completeSignIn: mutation(
      {
        access: 'public',
        summary: 'Completes a sign-in with the second factor',
        input: CompleteSignInInput,
        output: SignInResult,
        errors: ['LINK_INVALID', 'SECOND_FACTOR_INVALID', 'SIGN_IN_REJECTED'],
        idempotency: 'none',
        session: 'start',
        limits: [limits.auth],
      },
      async ({ ctx, input }) =>
        ctx.session.deliver(await ctx.services.auth.completeSignIn(input, ctx.origin)),
    ),

    confirmEmailChange: mutation(
      {
        access: 'public',
        summary: 'Confirms one side of a change of address',
        description: 'The change takes effect once both sides have confirmed.',
        input: LinkInput,
        output: EmailChangeConfirmed,
        errors: ['LINK_INVALID', 'ACCOUNT_EMAIL_TAKEN'],
        idempotency: 'none',
        limits: [limits.auth],
      },
      ({ ctx, input }) => ctx.services.auth.confirmEmailChange(input, ctx.origin),
    ),

    me: query(
      {
        access: 'public',
        summary: 'Returns who the caller is; visitors get an answer too',
        http: 'GET /me',
        output: CallerView,
        tags: ({ output }) => ('account' in output ? [`account:${output.account.id}`] : []),
      },
      ({ ctx }) => ctx.services.auth.me(ctx.origin),
    ),

    reauthenticate: mutation(
      {
        access: 'own',
        summary: 'Proves the identity of the account again, which makes its session recent',
        input: ReauthenticateInput,
        output: Acknowledged,
        errors: ['PASSWORD_INCORRECT', 'SECOND_FACTOR_INVALID'],
        idempotency: 'none',
        cost: hashingCost,
        limits: [limits.auth, limits.secrets],
      },
      ({ ctx, input }) => ctx.services.auth.reauthenticate(ctx.actor, input, ctx.origin),
    ),

    requestPasswordReset: mutation(
      {
        access: 'public',
        summary: 'Emails a link that sets a new password',
        description: 'The response is the same whether or not an account has the address.',
        input: RequestPasswordResetInput,
        output: Acknowledged,
        idempotency: 'none',
        cost: 2,
        limits: [limits.auth],
      },
      ({ ctx, input }) => ctx.services.auth.requestPasswordReset(input, ctx.origin),
    ),

    resetPassword: mutation(
      {
        access: 'public',
        summary: 'Sets a new password, and ends all sessions and API keys of the account',
        input: ResetPasswordInput,
        output: Acknowledged,
        errors: ['LINK_INVALID', 'PASSWORD_UNACCEPTABLE'],
        idempotency: 'none',
        cost: hashingCost,
        limits: [limits.auth],
      },
      ({ ctx, input }) => ctx.services.auth.resetPassword(input, ctx.origin),
    ),

    signIn: mutation(
      {
        access: 'public',
        summary: 'Signs in by password',
        input: SignInInput,
        output: SignInResult,
        errors: ['SIGN_IN_REJECTED'],
        idempotency: 'none',
        session: 'start',
        cost: hashingCost,
        limits: [limits.auth],
      },
      async ({ ctx, input }) =>
        ctx.session.deliver(await ctx.services.auth.signIn(input, ctx.origin)),
    ),

    signOut: mutation(
      {
        access: 'public',
        summary: 'Ends the session of the caller, if there is one',
        output: Acknowledged,
        idempotency: 'natural',
        session: 'end',
        limits: [limits.auth],
      },
      ({ ctx }) => ctx.services.auth.signOut(ctx.origin),
    ),

    signUp: mutation(
      {
        access: 'public',
        summary: 'Emails a verification link; following it creates the account',
        description: 'The response is the same whether or not an account has the address.',
        input: SignUpInput,
        output: Acknowledged,
        errors: ['PASSWORD_UNACCEPTABLE'],
        idempotency: 'none',
        cost: hashingCost,
        limits: [limits.auth],
      },
      ({ ctx, input }) => ctx.services.auth.signUp(input, ctx.origin),
    ),

    verifyEmail: mutation(
      {
        access: 'public',
        summary: 'Creates the account of a sign-up',
        input: VerifyEmailInput,
        output: EmailVerified,
        errors: ['LINK_INVALID', 'PASSWORD_INCORRECT', 'ACCOUNT_EMAIL_TAKEN'],
        idempotency: 'none',
        cost: hashingCost,
        limits: [limits.auth],
      },
      ({ ctx, input }) => ctx.services.auth.verifyEmail(input, ctx.origin),
    ),
  };
}
