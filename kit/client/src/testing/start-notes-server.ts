import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';

/** What the router fails with: the details of each reason are its own. */
export type NotesFailure =
  | { readonly reason: 'NOTE_NOT_FOUND'; readonly details: { readonly id: string } }
  | { readonly reason: 'RATE_LIMITED'; readonly details: { readonly retryAfterSeconds: number } }
  | { readonly reason: 'DATABASE_BUSY'; readonly details: { readonly retryAfterSeconds: number } }
  | { readonly reason: 'SESSION_ENDED' | 'INTERNAL'; readonly details: Record<string, never> };

class NotesError extends Error {
  readonly failure: NotesFailure;
  constructor(failure: NotesFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}

const fail = (failure: NotesFailure): never => {
  throw new TRPCError({ code: 'BAD_REQUEST', cause: new NotesError(failure) });
};

interface Context {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const INTERNAL: NotesFailure = { reason: 'INTERNAL', details: {} };

const t = initTRPC.context<Context>().create({
  errorFormatter({ error, shape }) {
    const failure = error.cause instanceof NotesError ? error.cause.failure : INTERNAL;
    const isRetryable = failure.reason === 'DATABASE_BUSY';
    return { ...shape, data: { ...shape.data, ...failure, isRetryable } };
  },
});

const textOf = (value: unknown): string => String(value);
const pageOf = (value: unknown): { prefix?: string; cursor?: string } =>
  typeof value === 'object' && value !== null ? value : {};
const streamOf = (value: unknown): { lastEventId?: string } =>
  typeof value === 'object' && value !== null ? value : {};
const noteOf = (value: unknown) => ({ text: textOf(value) });
const keyOf = ({ request }: Context) => String(request.headers['idempotency-key']);
const formOf = (value: unknown): FormData =>
  value instanceof FormData ? value : fail({ reason: 'INTERNAL', details: {} });

/** Session headers of the server: the default, and one that a client must name. */
const HEADERS = ['x-session', 'notes-session'];

const sessions = new Set<string>();
const tokenOf = ({ request }: Context) =>
  /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;

function signIn({ request }: Context) {
  const token = `session-${sessions.size + 1}`;
  sessions.add(token);
  const wantsToken = HEADERS.some((header) => request.headers[header] === 'token');
  return { status: 'signed-in' as const, token: wantsToken ? token : null };
}

function signOut(context: Context) {
  sessions.delete(tokenOf(context) ?? '');
  return { acknowledged: true };
}

/** Ends of the streams that were opened. */
const leaving = new EventEmitter();

async function* countUp(input: unknown, signal: AbortSignal | undefined) {
  const { lastEventId } = streamOf(input);
  const from = Number(lastEventId ?? 0);
  for (const id of [from + 1, from + 2]) yield tracked(String(id), id);
  await once(leaving, 'end', signal && { signal }).finally(() => leaving.emit('left'));
}

/** Numbers before or after which `countSlowly` fails once, for a moment. */
const isBusyAt = new Set<number>();

const notesRouter = t.router({
  notes: t.router({
    count: t.procedure
      .input((value) => value)
      .subscription(({ input, signal }) => countUp(input, signal)),
    countSlowly: t.procedure.input(streamOf).subscription(async function* ({ input }) {
      const next = Number(input.lastEventId ?? 0) + 1;
      if (isBusyAt.delete(next))
        fail({ reason: 'DATABASE_BUSY', details: { retryAfterSeconds: 0 } });
      yield tracked(String(next), next);
      if (isBusyAt.delete(next))
        fail({ reason: 'DATABASE_BUSY', details: { retryAfterSeconds: 0 } });
    }),
    readOwn: t.procedure.subscription(async function* ({ ctx }) {
      yield sessions.has(tokenOf(ctx) ?? '')
        ? 'Ana'
        : fail({ reason: 'SESSION_ENDED', details: {} });
    }),
    list: t.procedure.input(textOf).query(({ input }) => [`${input} 1`, `${input} 2`]),
    pages: t.procedure.input(pageOf).query(({ input: { prefix = '', cursor = '1' } }) => ({
      items: [`${prefix} ${cursor}`],
      nextCursor: cursor === '3' ? null : String(Number(cursor) + 1),
    })),
    get: t.procedure
      .input(textOf)
      .query(({ input: id }): string => fail({ reason: 'NOTE_NOT_FOUND', details: { id } })),
    add: t.procedure.input(textOf).mutation(({ input }) => input.length),
    addOnce: t.procedure.input(noteOf).mutation(({ ctx }) => keyOf(ctx)),
    addLimited: t.procedure.mutation((): number =>
      fail({ reason: 'RATE_LIMITED', details: { retryAfterSeconds: 7 } }),
    ),
  }),
  photos: t.router({
    upload: t.procedure.input(formOf).mutation(async ({ input }) => {
      const file = input.get('file');
      return {
        name: file instanceof File ? file.name : null,
        text: file instanceof File ? await file.text() : null,
        tags: input.getAll('tag').map(String),
      };
    }),
  }),
  auth: t.router({
    signIn: t.procedure.input(textOf).mutation(({ ctx }) => signIn(ctx)),
    signOut: t.procedure.mutation(({ ctx }) => signOut(ctx)),
  }),
  door: t.router({
    enter: t.procedure.mutation(({ ctx }) => signIn(ctx)),
    knock: t.procedure.query(() => 'who is there'),
    leave: t.procedure.mutation(({ ctx }) => signOut(ctx)),
  }),
  account: t.router({
    get: t.procedure.query(({ ctx }) =>
      sessions.has(tokenOf(ctx) ?? '') ? 'Ana' : fail({ reason: 'SESSION_ENDED', details: {} }),
    ),
  }),
});

export type NotesRouter = typeof notesRouter;

export interface NotesServer {
  readonly url: string;
  /** Paths of the requests, each with the procedures of a batch. */
  readonly requests: readonly string[];
  endSessions(): void;
  /** Makes `notes.countSlowly` fail once at each of these numbers. */
  failAt(...numbers: readonly number[]): void;
  /** Answers the next request with this failure, without any procedure. */
  refuseNext(status: number, data: object, headers?: Readonly<Record<string, string>>): void;
  /** Cuts all connections, as a proxy or a restart does. */
  cutConnections(): void;
  /** Resolves when a stream's caller has left. */
  someoneLeaves(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a tRPC server on a real socket. It reports the end of a session in all its headers. */
export async function startNotesServer(): Promise<NotesServer> {
  sessions.clear();
  const requests: string[] = [];
  const pathsOf = ({ url = '' }: IncomingMessage) => url.replace(/^\/trpc\/|\?.*$/g, '');
  const refusals: { status: number; headers: Readonly<Record<string, string>>; body: object }[] =
    [];
  const server = createHTTPServer({
    router: notesRouter,
    basePath: '/trpc/',
    middleware(request, response, next) {
      const refusal = refusals.shift();
      if (refusal === undefined) return next();
      requests.push(pathsOf(request));
      response.writeHead(refusal.status, refusal.headers).end(JSON.stringify(refusal.body));
    },
    createContext({ req: request, res: response }) {
      requests.push(pathsOf(request));
      const context = { request, response };
      const token = tokenOf(context);
      if (token !== null && !sessions.has(token)) {
        for (const header of HEADERS) response.setHeader(header, 'ended');
      }
      return context;
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    endSessions: () => sessions.clear(),
    failAt(...numbers) {
      for (const number of numbers) isBusyAt.add(number);
    },
    refuseNext(status, data, headers = {}) {
      refusals.push({
        status,
        headers,
        body: { error: { code: -32000, message: 'refused', data } },
      });
    },
    cutConnections: () => server.closeAllConnections(),
    someoneLeaves: () => once(leaving, 'left'),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
