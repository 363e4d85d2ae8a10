import { randomBytes } from 'node:crypto';
import { createCipher, type EncryptionKey, type Worker } from '@trastienda/mongo';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { type Mock, vi } from 'vitest';
import { createEmailWorker, type EmailWorkerOptions } from '../delivery/create-email-worker.ts';
import type { Mailer } from '../mailers/mailer.ts';
import type { EmailQueue } from '../queue/email.ts';
import { createEmailQueue } from '../queue/email-queue.ts';
import type { EmailStore } from '../queue/email-store.ts';
import { renderTestEmail, type TestContent } from './email-fixtures.ts';
import { type EmailDatabase, openEmailDatabase } from './open-email-database.ts';

const MINUTE_MS = 60_000;
const NEVER_MS = 2 ** 30;

export const newKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });

/** A queue of emails on a new database, with workers. */
export interface TestEmails {
  readonly server: TestDatabase;
  readonly database: EmailDatabase;
  readonly store: EmailStore;
  /** Key that the queue encrypts with; its id is `first`. */
  readonly key: EncryptionKey;
  readonly queue: EmailQueue<TestContent>;
  /** Creates a worker that looks for emails only on request. */
  worker(
    mailer: Mailer,
    options?: Partial<EmailWorkerOptions<TestContent>>,
  ): {
    readonly worker: Worker;
    readonly onFault: Mock<EmailWorkerOptions<TestContent>['onFault']>;
  };
  /** Advances the clock of queue and workers. */
  pass(minutes: number): void;
  /** Returns the number of waiting emails. */
  waiting(): Promise<number>;
  /** Returns everything stored in the queue, as one text. */
  stored(): Promise<string>;
  /** Stops the workers and empties the queue. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

async function startTestEmails(): Promise<TestEmails> {
  const { server, database, stop: close } = await openTestDatabase(openEmailDatabase);
  const store = database.emails;
  // Far ahead, so that the server's own clock removes nothing as expired.
  let now = new Date('2100-01-01T00:00:00.000Z');
  const clock = { now: () => now };
  const key = newKey('first');
  const cipher = createCipher([key]);
  const workers: Worker[] = [];

  const stopWorkers = () => Promise.all(workers.splice(0).map((worker) => worker.stop()));

  return {
    server,
    database,
    store,
    key,
    queue: createEmailQueue({ store, cipher, clock }),
    worker(mailer, options) {
      const onFault = vi.fn<EmailWorkerOptions<TestContent>['onFault']>();
      const render = renderTestEmail;
      const deps = {
        store,
        leases: database.leases,
        cipher,
        mailer,
        render,
        clock,
        onFault,
        pollMs: NEVER_MS,
      };
      const worker = createEmailWorker({ ...deps, ...options });
      workers.push(worker);
      return { worker, onFault };
    },
    pass(minutes) {
      now = new Date(now.getTime() + minutes * MINUTE_MS);
    },
    waiting: async () => (await store.status(now)).waiting,
    async stored() {
      let text = '';
      await server.withClient(async (client) => {
        text = JSON.stringify(await client.db().collection('emails').find().toArray());
      });
      return text;
    },
    async reset() {
      await stopWorkers();
      await server.clear();
    },
    async stop() {
      await stopWorkers();
      await close();
    },
  };
}

/** Gives a test file a queue of emails. */
export const useTestEmails = () => useStarted(startTestEmails);
