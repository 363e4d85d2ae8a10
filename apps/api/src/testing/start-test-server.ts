import {
  type PortOptions,
  type RunningServer,
  type ServeOptions,
  serve,
} from '@trastienda/http/node';
import type { CatalogService } from '@trastienda/shop';
import { type Client, type ClientOptions, createClient } from '@trastienda/shop-client';
import { afterAll } from 'vitest';
import { createShopApp } from '../http/create-app.ts';
import { createMemoryLog, type MemoryLog } from './memory-log.ts';
import { createFakeServices, type TestAppOverrides, testAppOptions } from './test-app-options.ts';

export { STAFF_TOKEN } from './test-app-options.ts';

export interface TestServer extends MemoryLog {
  readonly url: string;
  readonly server: RunningServer;
  readonly client: (options?: Omit<ClientOptions, 'url'>) => Client;
}

export interface TestServerOptions {
  readonly catalog?: Partial<CatalogService>;
  readonly app?: TestAppOverrides;
  readonly serve?: Partial<ServeOptions & PortOptions>;
}

/** Starts the HTTP application on a free port, over a catalog without a database. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const memory = createMemoryLog();
  const app = createShopApp(
    testAppOptions(memory.log, { services: createFakeServices(options.catalog), ...options.app }),
  );
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

/** Starts the HTTP application for the calling test file. See `startTestServer`. */
export async function useTestServer(options?: TestServerOptions): Promise<TestServer> {
  const backRoom = await startTestServer(options);
  afterAll(() => backRoom.server.close());
  return backRoom;
}
