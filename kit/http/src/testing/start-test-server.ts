import { ANONYMOUS, BaseError } from '@trastienda/base';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  splitLink,
} from '@trpc/client';
import { afterAll } from 'vitest';
import { type AppOptions, createApp } from '../create-app.ts';
import { serve } from '../node/index.ts';
import type { PortOptions } from '../serving/open-port.ts';
import type { RunningServer, ServeOptions } from '../serving/serve.ts';
import { createMemoryLog, type MemoryLog } from './memory-log.ts';
import { ERRORS, type NoteServices, NotesError, notesRouter, ROLES } from './notes-router.ts';

export const STAFF_TOKEN = 'the-staff-token-of-the-tests-1234567890';

export type NotesAppOptions = AppOptions<typeof notesRouter, typeof ERRORS>;

const STAFF = { kind: 'machine', name: 'staff-token', permissions: ROLES.permissions } as const;

const note = (slug: string) => ({ slug, text: `The text of ${slug}, long enough to be packed. ` });

/** Notes without a database: `note` and 24 in the list, and an import that counts lines. */
function createServices(overrides: Partial<NoteServices>): NoteServices {
  const unused = () => Promise.reject(new Error('This test does not use it.'));
  return {
    list: async () => ({
      items: Array.from({ length: 24 }, (_, index) => note(`note-${index + 1}`)),
      nextCursor: null,
    }),
    async get(slug) {
      if (slug !== 'note') throw new NotesError('NOTE_NOT_FOUND', { details: { slug } });
      return note(slug);
    },
    async import(form) {
      const file = form.get('file');
      const text = file instanceof File ? await file.text() : '';
      return { rows: text.split('\n').length - 1 };
    },
    signIn: unused,
    signOut: unused,
    async *watch() {
      yield note('note');
    },
    enableAccount: unused,
    ...overrides,
  };
}

function createTestClient(url: string, { token }: { readonly token?: string } = {}) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const options = { url: `${url}/trpc`, headers };
  return createTRPCClient<typeof notesRouter>({
    links: [
      splitLink({
        condition: ({ input }) => isNonJsonSerializable(input),
        true: httpLink(options),
        false: httpBatchLink(options),
      }),
    ],
  });
}

export interface TestServer extends MemoryLog {
  readonly url: string;
  readonly server: RunningServer;
  readonly client: (options?: { readonly token?: string }) => ReturnType<typeof createTestClient>;
}

export interface TestServerOptions {
  readonly notes?: Partial<NoteServices>;
  readonly app?: Partial<NotesAppOptions>;
  readonly serve?: Partial<ServeOptions & PortOptions>;
}

/**
 * Starts the HTTP application on a free port, over notes without a database, accounts or rate limits,
 * and with low size limits.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const memory = createMemoryLog();
  const closing = new AbortController();
  const services = createServices(options.notes ?? {});
  const app = createApp({
    router: notesRouter,
    errors: ERRORS,
    context: () => ({ services }),
    authenticator: {
      async authenticate(secret) {
        if (secret.startsWith('ts_')) return { ...ANONYMOUS, hasEndedSession: true };
        throw new BaseError('TOKEN_INVALID');
      },
    },
    checkToken: (token) => (token === STAFF_TOKEN ? STAFF : null),
    publicUrl: () => 'http://localhost',
    database: { ping: async () => {} },
    closing: closing.signal,
    log: memory.log,
    names: {
      cookie: 'app',
      sessionHeader: 'app-session',
      site: 'the app',
      corsOriginsSetting: 'APP_CORS_ORIGINS',
      crossSiteCookiesSetting: 'APP_COOKIES=cross-site',
    },
    maxBodyBytes: 10_000,
    maxUploadBytes: 100_000,
    maxBatch: 5,
    ...options.app,
  });
  const running = await serve({
    app,
    host: '127.0.0.1',
    port: 0,
    graceSeconds: 5,
    requestTimeoutSeconds: 60,
    onClose: async () => {},
    log: memory.log,
    ...options.serve,
  });
  const { url } = running;
  const server: RunningServer = {
    ...running,
    close() {
      closing.abort();
      return running.close();
    },
  };
  return { ...memory, url, server, client: (more) => createTestClient(url, more) };
}

/** Starts the HTTP application for the calling test file. See `startTestServer`. */
export async function useTestServer(options?: TestServerOptions): Promise<TestServer> {
  const backRoom = await startTestServer(options);
  afterAll(() => backRoom.server.close());
  return backRoom;
}
