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
import type { ProcedureBases } from '@trastienda/procedures';
import type { AuthService } from '../services.ts';
import {
  type AccountSchemas,
  type AuthContext,
  HASHING_COST,
  type HashingOptions,
  type LimitNames,
} from './parameters.ts';

/** Creates the procedures of sign-up, sign-in and account recovery. */
export function createAuthProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Context extends AuthContext<{ readonly auth: AuthService<Role, Permission> }, Role, Permission>,
>(
  bases: ProcedureBases<Context, Role, Permission, Limit>,
  { SignInResult }: Pick<AccountSchemas<Role, Permission>, 'SignInResult'>,
  { limits, hashingCost = HASHING_COST }: { readonly limits: LimitNames<Limit> } & HashingOptions,
) {
  const { publicProcedure, signInProcedure, accountProcedure } = bases;
  return {
    completeSignIn: signInProcedure
      .meta({ limits: [limits.auth] })
      .input(CompleteSignInInput)
      .output(SignInResult)
      .mutation(async ({ ctx, input }) =>
        ctx.session.deliver(await ctx.services.auth.completeSignIn(input, ctx.origin)),
      ),

    confirmEmailChange: publicProcedure
      .meta({ limits: [limits.auth] })
      .input(LinkInput)
      .output(EmailChangeConfirmed)
      .mutation(({ ctx, input }) => ctx.services.auth.confirmEmailChange(input, ctx.origin)),

    reauthenticate: accountProcedure
      .meta({ cost: hashingCost, limits: [limits.auth, limits.secrets] })
      .input(ReauthenticateInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) => ctx.services.auth.reauthenticate(ctx.actor, input, ctx.origin)),

    requestPasswordReset: publicProcedure
      .meta({ cost: 2, limits: [limits.auth] })
      .input(RequestPasswordResetInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) => ctx.services.auth.requestPasswordReset(input, ctx.origin)),

    resetPassword: publicProcedure
      .meta({ cost: hashingCost, limits: [limits.auth] })
      .input(ResetPasswordInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) => ctx.services.auth.resetPassword(input, ctx.origin)),

    signIn: signInProcedure
      .meta({ cost: hashingCost, limits: [limits.auth] })
      .input(SignInInput)
      .output(SignInResult)
      .mutation(async ({ ctx, input }) =>
        ctx.session.deliver(await ctx.services.auth.signIn(input, ctx.origin)),
      ),

    signOut: publicProcedure
      .meta({ limits: [limits.auth] })
      .output(Acknowledged)
      .mutation(async ({ ctx }) => {
        ctx.session.requireClearable();
        const done = await ctx.services.auth.signOut(ctx.origin);
        ctx.session.clear();
        return done;
      }),

    signUp: publicProcedure
      .meta({ cost: hashingCost, limits: [limits.auth] })
      .input(SignUpInput)
      .output(Acknowledged)
      .mutation(({ ctx, input }) => ctx.services.auth.signUp(input, ctx.origin)),

    verifyEmail: publicProcedure
      .meta({ cost: hashingCost, limits: [limits.auth] })
      .input(VerifyEmailInput)
      .output(EmailVerified)
      .mutation(({ ctx, input }) => ctx.services.auth.verifyEmail(input, ctx.origin)),
  };
}
