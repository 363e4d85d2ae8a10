import type { Auth } from '@trastienda/auth';
import {
  Acknowledged,
  EmailVerified,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SignInInput,
  SignUpInput,
  VerifyEmailInput,
} from '@trastienda/auth/contract';
import { PageInput } from '@trastienda/base';
import { asPublicRouter, createProcedures } from '@trastienda/procedures';
import {
  CreateApiKeyInput,
  CreatedApiKey,
  ERRORS,
  ListNotesInput,
  Note,
  NoteIdInput,
  NotePage,
  ROLES,
  ShareNoteInput,
  SignInResult,
  WriteNoteInput,
} from './contract.ts';
import type { NoteService } from './note-service.ts';

type Roles = typeof ROLES;

/** Use cases that procedures pass their inputs to. */
export interface Services
  extends Pick<Auth<Roles['roles'][number], Roles['permissions'][number]>, 'auth' | 'apiKeys'> {
  readonly notes: NoteService;
}

const { t, formatError, publicProcedure, signInProcedure, accountProcedure, staffProcedure } =
  createProcedures<{
    readonly services: Services;
  }>()({ errors: ERRORS, roles: ROLES, limits: ['auth', 'sharing'] });

const ACKNOWLEDGED = { acknowledged: true } as const;

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

const notes = {
  write: accountProcedure
    .input(WriteNoteInput)
    .output(Note)
    .mutation(({ ctx, input }) => ctx.services.notes.write(ctx.actor, input, ctx.requestId)),
  share: accountProcedure
    .meta({ limits: ['sharing'] })
    .input(ShareNoteInput)
    .output(Acknowledged)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.notes.share(ctx.actor, input, ctx.requestId);
      return ACKNOWLEDGED;
    }),
  list: accountProcedure
    .input(ListNotesInput)
    .output(NotePage)
    .query(({ ctx, input }) => ctx.services.notes.list(ctx.actor, input)),
  listPublic: publicProcedure
    .input(PageInput)
    .output(NotePage)
    .query(({ ctx, input }) => ctx.services.notes.listPublic(input)),
  remove: staffProcedure('notes:moderate')
    .input(NoteIdInput)
    .output(Acknowledged)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.notes.remove(input.id);
      return ACKNOWLEDGED;
    }),
};

const apiKeys = {
  create: staffProcedure('api-keys:write', { recent: true })
    .input(CreateApiKeyInput)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKeys.create(input, ctx.origin)),
};

const procedures = { apiKeys, auth, notes };

/** The router that HTTP serves. */
export const appRouter = t.router(procedures);

const publicRouter = asPublicRouter(appRouter, procedures, formatError);

/** Types of all procedures and of their errors, for clients. */
export type AppRouter = typeof publicRouter;
