import { type Client, type ClientOptions, createClient } from '@trastienda/client';
import type { CatalogService } from '@trastienda/shop';
import { createStaffTokenAuthenticator, hashStaffToken } from '../auth/staff-token.ts';
import { type AppOptions, createApp } from '../http/create-app.ts';
import { type RunningServer, type ServeOptions, serve } from '../serve.ts';
import { createFakeCatalog } from './fake-catalog.ts';
import { createMemoryLog, type MemoryLog } from './memory-log.ts';

export const STAFF_TOKEN = 'the-staff-token-of-the-tests-1234567890';

export interface TestServer extends MemoryLog {
  readonly url: string;
  readonly server: RunningServer;
  readonly client: (options?: Omit<ClientOptions, 'url'>) => Client;
}

export interface TestServerOptions {
  readonly catalog?: Partial<CatalogService>;
  readonly app?: Partial<AppOptions>;
  readonly serve?: Partial<ServeOptions>;
}

/** The whole HTTP edge on a free port, over a catalogue without a database. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const memory = createMemoryLog();
  const app = createApp({
    services: { catalog: createFakeCatalog(options.catalog) },
    authenticate: createStaffTokenAuthenticator(hashStaffToken(STAFF_TOKEN)),
    database: { ping: async () => {} },
    log: memory.log,
    corsOrigins: [],
    maxBodyBytes: 10_000,
    maxUploadBytes: 100_000,
    maxBatch: 5,
    isCompressing: false,
    ...options.app,
  });
  const server = await serve({
    app,
    host: '127.0.0.1',
    port: 0,
    graceSeconds: 5,
    requestTimeoutSeconds: 60,
    onClose: async () => {},
    log: memory.log,
    ...options.serve,
  });
  const { url } = server;
  return { ...memory, url, server, client: (more) => createClient({ url, ...more }) };
}
