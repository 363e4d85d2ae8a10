import {
  Acknowledged,
  EmailVerified,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SignInInput,
  SignUpInput,
  VerifyEmailInput,
} from '@trastienda/auth-contract';
import { asPublicRouter } from '@trastienda/procedures';
import { CreateApiKeyInput, CreatedApiKey, SignInResult } from './contract.ts';
import { notes } from './notes/note-procedures.ts';
import { formatError, publicProcedure, signInProcedure, staffProcedure, t } from './procedures.ts';

const auth = {
  signUp: publicProcedure
    .meta({ cost: 10, limits: ['auth'] })
    .input(SignUpInput)
    .output(Acknowledged)
    .mutation(({ ctx, input }) => ctx.services.auth.signUp(input, ctx.origin)),
  verifyEmail: publicProcedure
    .meta({ cost: 10, limits: ['auth'] })
    .input(VerifyEmailInput)
    .output(EmailVerified)
    .mutation(({ ctx, input }) => ctx.services.auth.verifyEmail(input, ctx.origin)),
  requestPasswordReset: publicProcedure
    .meta({ cost: 2, limits: ['auth'] })
    .input(RequestPasswordResetInput)
    .output(Acknowledged)
    .mutation(({ ctx, input }) => ctx.services.auth.requestPasswordReset(input, ctx.origin)),
  resetPassword: publicProcedure
    .meta({ cost: 10, limits: ['auth'] })
    .input(ResetPasswordInput)
    .output(Acknowledged)
    .mutation(({ ctx, input }) => ctx.services.auth.resetPassword(input, ctx.origin)),
  signIn: signInProcedure
    .meta({ cost: 10, limits: ['auth'] })
    .input(SignInInput)
    .output(SignInResult)
    .mutation(async ({ ctx, input }) =>
      ctx.session.deliver(await ctx.services.auth.signIn(input, ctx.origin)),
    ),
};

const apiKeys = {
  create: staffProcedure('api-keys:write', { recent: true })
    .input(CreateApiKeyInput)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKeys.create(input, ctx.origin)),
};

const procedures = {
  apiKeys,
  auth,
  notes,
};

/** The router that HTTP serves. */
export const appRouter = t.router(procedures);

const publicRouter = asPublicRouter(appRouter, procedures, formatError);

/** Types of all procedures and of their errors, for clients. */
export type AppRouter = typeof publicRouter;
