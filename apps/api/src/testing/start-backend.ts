import { randomBytes } from 'node:crypto';
import { createClient } from '@trastienda/client';
import { type Database, openDatabase } from '@trastienda/db';
import { createCatalogService, systemClock } from '@trastienda/shop';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { pino } from 'pino';
import { createStaffTokenAuthenticator, hashStaffToken } from '../auth/staff-token.ts';
import { createApp } from '../http/create-app.ts';
import { serve } from '../serve.ts';

export interface TestBackend {
  readonly url: string;
  readonly server: TestDatabase;
  readonly database: Database;
  readonly visitor: ReturnType<typeof createClient>;
  readonly staff: ReturnType<typeof createClient>;
  stop(): Promise<void>;
}

/** A whole back room on a real socket, over a database of its own. */
export async function startBackend(): Promise<TestBackend> {
  const server = await startTestDatabase();
  const database = await openDatabase(server.uri, { serverSelectionTimeoutMs: 500 });
  await database.indexes.sync();
  const token = randomBytes(16).toString('hex');
  const log = pino({ level: 'silent' });
  const { url, close } = await serve({
    app: createApp({
      services: {
        catalog: createCatalogService({ database, clock: systemClock, currency: 'EUR' }),
      },
      authenticate: createStaffTokenAuthenticator(hashStaffToken(token)),
      database,
      log,
      corsOrigins: [],
      maxBodyBytes: 1024 * 1024,
      maxUploadBytes: 8 * 1024 * 1024,
      maxBatch: 10,
      isCompressing: true,
    }),
    host: '127.0.0.1',
    port: 0,
    graceSeconds: 2,
    requestTimeoutSeconds: 30,
    onClose: () => database.close(),
    log,
  });
  return {
    url,
    server,
    database,
    visitor: createClient({ url }),
    staff: createClient({ url, token }),
    async stop() {
      await close();
      await server.stop();
    },
  };
}
