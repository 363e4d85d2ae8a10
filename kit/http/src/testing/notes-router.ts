import {
  BASE_ERRORS,
  createErrorClass,
  defineErrors,
  defineRoles,
  type ErrorTable,
} from '@trastienda/base';
import { createProcedures, type SignInOutcome } from '@trastienda/procedures';
import { z } from 'zod';

const definition = { retryable: false, logLevel: 'info' } as const;

export const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    ...definition,
    trpc: 'NOT_FOUND',
    message: 'There is no such note.',
    details: z.object({ slug: z.string() }),
  },
  ACCOUNT_NOT_FOUND: { ...definition, trpc: 'NOT_FOUND', message: 'There is no such account.' },
} satisfies ErrorTable);
export const NotesError = createErrorClass('NotesError', ERRORS);

export const ROLES = defineRoles({
  permissions: ['notes:read', 'notes:write', 'accounts:write'],
  roles: { member: [], admin: ['notes:read', 'notes:write', 'accounts:write'] },
});

const Note = z.object({ slug: z.string(), text: z.string() });
const NotePage = z.object({ items: z.array(Note), nextCursor: z.string().nullable() });
const ImportReport = z.object({ rows: z.int() });
const Acknowledged = z.object({ acknowledged: z.literal(true) });
const SignIn = z.object({ email: z.string(), password: z.string() });
const SignInResult = z.union([
  z.object({ status: z.literal('signed-in'), token: z.string().nullable() }),
  z.object({ status: z.literal('second-factor-required'), challenge: z.string() }),
]);

interface SignedIn {
  readonly status: 'signed-in';
  readonly token: string | null;
}
interface SecondFactorRequired {
  readonly status: 'second-factor-required';
  readonly challenge: string;
}

/** Use cases of the notes. */
export interface NoteServices {
  list(): Promise<z.infer<typeof NotePage>>;
  get(slug: string): Promise<z.infer<typeof Note>>;
  import(form: FormData, options: { readonly signal?: AbortSignal }): Promise<{ rows: number }>;
  signIn(input: z.infer<typeof SignIn>): Promise<SignInOutcome<SignedIn, SecondFactorRequired>>;
  signOut(): Promise<{ readonly acknowledged: true }>;
  enableAccount(): Promise<{ readonly acknowledged: true }>;
}

const { t, publicProcedure, signInProcedure, staffProcedure } = createProcedures<{
  readonly services: NoteServices;
}>()({ errors: ERRORS, roles: ROLES, limits: ['auth'] });

const list = publicProcedure
  .input(z.object({ search: z.string().optional() }).prefault({}))
  .output(NotePage)
  .query(({ ctx }) => ctx.services.list());

const get = publicProcedure
  .input(z.object({ slug: z.string().min(1) }))
  .output(Note)
  .query(({ ctx, input }) => ctx.services.get(input.slug));

const count = publicProcedure.output(z.int()).query(() => 24);

const create = staffProcedure('notes:write')
  .input(Note)
  .output(Note)
  .mutation(({ input }) => input);

const importForm = staffProcedure('notes:write')
  .meta({ takesForm: true, cost: 40 })
  .input(z.instanceof(FormData, { error: 'must be form data' }))
  .output(ImportReport)
  .mutation(({ ctx, input, signal }) => ctx.services.import(input, { ...(signal && { signal }) }));

const staffList = staffProcedure('notes:read')
  .output(NotePage)
  .query(() => ({ items: [], nextCursor: null }));

const signIn = signInProcedure
  .meta({ cost: 10, limits: ['auth'] })
  .input(SignIn)
  .output(SignInResult)
  .mutation(async ({ ctx, input }) => ctx.session.deliver(await ctx.services.signIn(input)));

const signOut = publicProcedure.output(Acknowledged).mutation(async ({ ctx }) => {
  ctx.session.requireClearable();
  const done = await ctx.services.signOut();
  ctx.session.clear();
  return done;
});

const signUp = publicProcedure
  .meta({ cost: 10, limits: ['auth'] })
  .input(SignIn)
  .output(Acknowledged)
  .mutation(() => ({ acknowledged: true }) as const);

const requestPasswordReset = publicProcedure
  .meta({ cost: 2, limits: ['auth'] })
  .input(z.object({ email: z.string() }))
  .output(Acknowledged)
  .mutation(() => ({ acknowledged: true }) as const);

const listAccounts = staffProcedure('accounts:write')
  .output(z.array(z.string()))
  .query(() => []);

const enable = staffProcedure('accounts:write')
  .input(z.object({ id: z.string() }))
  .output(Acknowledged)
  .mutation(({ ctx }) => ctx.services.enableAccount());

/** A small application, for tests of the server. */
export const notesRouter = t.router({
  notes: { list, get, count, create, import: importForm, staffList },
  auth: { signIn, signOut, signUp, requestPasswordReset },
  accounts: { list: listAccounts, enable },
});
