import {
  BASE_ERRORS,
  createErrorClass,
  defineErrors,
  defineRoles,
  type ErrorTable,
} from '@trastienda/base';
import { createProcedures, type SignInOutcome } from '@trastienda/procedures';
import { tracked } from '@trpc/server';
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
  watch(options: { readonly signal: AbortSignal }): AsyncIterable<z.infer<typeof Note>>;
  enableAccount(): Promise<{ readonly acknowledged: true }>;
}

const { t, query, mutation, subscription } = createProcedures<{
  readonly services: NoteServices;
}>()({ errors: ERRORS, roles: ROLES, limits: ['auth'] });

const acknowledge = async () => ({ acknowledged: true }) as const;

const notes = {
  list: query(
    {
      access: 'public',
      summary: 'Lists notes',
      input: z.object({ search: z.string().optional() }).prefault({}),
      output: NotePage,
    },
    ({ ctx }) => ctx.services.list(),
  ),
  get: query(
    {
      access: 'public',
      summary: 'Returns a note',
      input: z.object({ slug: z.string().min(1) }),
      http: 'GET /notes/by-slug/{slug}',
      output: Note,
      errors: ['NOTE_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.get(input.slug),
  ),
  published: query(
    {
      access: 'public',
      summary: 'Returns a note that everyone may read',
      input: z.object({ slug: z.string() }),
      output: Note,
      errors: ['NOTE_NOT_FOUND'],
      tags: ({ output }) => [`note:${output.slug}`],
      cache: { maxAge: 10 },
    },
    ({ ctx, input }) => ctx.services.get(input.slug),
  ),
  listPublished: query(
    {
      access: 'public',
      summary: 'Lists notes that everyone may read',
      output: NotePage,
      tags: ({ output }) => ['notes', ...output.items.map(({ slug }) => `note:${slug}`)],
      cache: { maxAge: 60, staleWhileRevalidate: 600 },
    },
    ({ ctx }) => ctx.services.list(),
  ),
  count: query({ access: 'public', summary: 'Counts notes', output: z.int() }, async () => 24),
  create: mutation(
    {
      access: 'notes:write',
      summary: 'Creates a note',
      input: Note,
      http: 'PUT /notes/by-slug/{slug}',
      output: Note,
      idempotency: 'natural',
    },
    async ({ input }) => input,
  ),
  import: mutation(
    {
      access: 'notes:write',
      summary: 'Imports notes',
      input: z.instanceof(FormData, { error: 'must be form data' }),
      output: ImportReport,
      idempotency: 'none',
      takesForm: true,
      cost: 40,
    },
    ({ ctx, input, signal }) => ctx.services.import(input, { signal }),
  ),
  pin: mutation(
    {
      access: 'public',
      summary: 'Pins a note',
      input: z.object({ slug: z.string() }),
      output: z.object({ slug: z.string(), idempotencyKey: z.string() }),
      idempotency: 'key',
    },
    async ({ input }) => input,
  ),
  unpin: mutation(
    {
      access: 'notes:write',
      summary: 'Unpins a note',
      input: z.object({ slug: z.string(), isQuiet: z.boolean().optional() }),
      http: 'DELETE /notes/pins/{slug}',
      output: Acknowledged,
      idempotency: 'natural',
    },
    acknowledge,
  ),
  watch: subscription(
    {
      access: 'public',
      summary: 'Streams notes as they change',
      output: Note,
      errors: ['NOTE_NOT_FOUND'],
    },
    ({ ctx, signal }) => ctx.services.watch({ signal }),
  ),
  watchAll: subscription(
    {
      access: 'notes:read',
      summary: 'Streams all notes as they change',
      output: Note,
      isResumable: true,
    },
    async function* ({ lastEventId }) {
      const next = Number(lastEventId ?? 0) + 1;
      yield tracked(String(next), { slug: `note-${next}`, text: '' });
    },
  ),
  staffList: query(
    { access: 'notes:read', summary: 'Lists all notes', output: NotePage },
    async () => ({ items: [], nextCursor: null }),
  ),
};

const auth = {
  signIn: mutation(
    {
      access: 'public',
      summary: 'Signs in',
      input: SignIn,
      output: SignInResult,
      idempotency: 'none',
      session: 'start',
      cost: 10,
      limits: ['auth'],
    },
    async ({ ctx, input }) => ctx.session.deliver(await ctx.services.signIn(input)),
  ),
  signOut: mutation(
    {
      access: 'public',
      summary: 'Signs out',
      output: Acknowledged,
      idempotency: 'natural',
      session: 'end',
    },
    ({ ctx }) => ctx.services.signOut(),
  ),
  signUp: mutation(
    {
      access: 'public',
      summary: 'Signs up',
      input: SignIn,
      output: Acknowledged,
      idempotency: 'none',
      cost: 10,
      limits: ['auth'],
    },
    acknowledge,
  ),
  requestPasswordReset: mutation(
    {
      access: 'public',
      summary: 'Emails a link',
      input: z.object({ email: z.string() }),
      output: Acknowledged,
      idempotency: 'none',
      cost: 2,
      limits: ['auth'],
    },
    acknowledge,
  ),
};

const accounts = {
  list: query(
    { access: 'accounts:write', summary: 'Lists accounts', output: z.array(z.string()) },
    async () => [],
  ),
  enable: mutation(
    {
      access: 'accounts:write',
      summary: 'Enables an account',
      input: z.object({ id: z.string() }),
      output: Acknowledged,
      idempotency: 'natural',
      errors: ['ACCOUNT_NOT_FOUND'],
    },
    ({ ctx }) => ctx.services.enableAccount(),
  ),
};

/** A small application, for tests of the server. */
export const notesRouter = t.router({ notes, auth, accounts });
