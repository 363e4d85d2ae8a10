import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createClientErrorGuard, createMemoryTokenStorage } from '@trastienda/client';
import { createOutboxMailer } from '@trastienda/emails';
import { createPromises } from '@trastienda/procedures';
import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { pino } from 'pino';
import { expect } from 'vitest';
import { type AppRouter, appRouter } from '../router.ts';
import { startApp } from '../start-app.ts';

/** Long and unusual enough for the password policy. */
export const PASSWORD = 'correct giraffe harmonica';

export const isClientError = createClientErrorGuard<AppRouter>();

/** Returns the emails in the outbox of a data directory. */
export const outboxOf = (dataDir: string) =>
  createOutboxMailer({ dir: join(dataDir, 'outbox'), from: 'notes@localhost' });

export function connectTo(url: string, storage = createMemoryTokenStorage()) {
  const session = { kind: 'token', storage } as const;
  return createClient<AppRouter>({ url, session }, { promises: createPromises(appRouter) });
}
export type NotesClient = ReturnType<typeof connectTo>;

/** Returns the newest email to an address with that subject, once it has been sent. */
export async function emailTo(dataDir: string, address: string, subject: RegExp) {
  const find = async () =>
    (await outboxOf(dataDir).list()).find(
      (email) => email.to.includes(address) && subject.test(email.subject),
    );
  await expect.poll(find).toBeDefined();
  const found = await find();
  if (found === undefined) throw new Error(`The email to ${address} has gone.`);
  return found;
}

let people = 0;

/** Signs up by email, verifies the address and signs in. */
export async function enroll(client: NotesClient, dataDir: string, name: string) {
  people += 1;
  const email = `${name}-${people}@example.com`;
  await client.auth.signUp.mutate({ email, password: PASSWORD, name });
  const { links } = await emailTo(dataDir, email, /./);
  const token = decodeURIComponent(/#token=(\S+)/.exec(links.join(' '))?.[1] ?? '');
  await client.auth.verifyEmail.mutate({ token, password: PASSWORD });
  await client.auth.signIn.mutate({ email, password: PASSWORD });
  return { client, email };
}

/** Writes a note by its author. */
export const write = (client: NotesClient, text: string, isPublic = false) =>
  client.notes.write.mutate({ text, isPublic });

async function startTestApp() {
  const database = await startTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'notes-'));
  const log = pino({ level: 'silent' });
  const app = await startApp({ mongodbUri: database.uri, dataDir, port: 0, log });
  const { url } = app.server;
  return {
    ...app,
    dataDir,
    connect: () => connectTo(url),
    /** Returns the accounts that may read a note. */
    readersOf: async (id: string) => {
      let readers: readonly string[] = [];
      await database.withClient(async (client) => {
        const notes = client.db().collection<{ _id: string; readers: string[] }>('notes');
        readers = (await notes.findOne({ _id: id }))?.readers ?? [];
      });
      return readers;
    },
    enroll: (name: string) => enroll(connectTo(url), dataDir, name),
    async stop() {
      await app.server.close();
      await rm(dataDir, { recursive: true });
      await database.stop();
    },
  };
}

/** Starts the application for the calling test file, over a separate database. */
export const useTestApp = () => useStarted(startTestApp);
