import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, MongoNetworkError } from 'mongodb';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type KeptEmbeddedMongo, keepEmbeddedMongo } from '../index.ts';
import { DATA_FILE } from '../storage/file-store.ts';
import { requireBuild } from '../testing/child.ts';
import { trackChildren } from '../testing/track-children.ts';
import { findHolder } from './directory-lock.ts';
import { processIdentity } from './process-identity.ts';

const children = trackChildren();

let dir: string;
const kept: KeptEmbeddedMongo[] = [];
const listeners: Server[] = [];

beforeAll(requireBuild);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-kept-'));
});
afterEach(async () => {
  for (const one of kept.splice(0)) one.close();
  for (const one of listeners.splice(0)) one.close();
  await children.kill();
  await rm(dir, { recursive: true, force: true, maxRetries: 20 });
});

/** Ends the database's process and waits until it has exited. */
async function endDatabase(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const holder = await findHolder(dir);
  if (!holder || holder.pid === process.pid) return;
  process.kill(holder.pid, signal);
  for (let now = await findHolder(dir); now?.pid === holder.pid; now = await findHolder(dir)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Keeps the database open. Each reported event can be awaited, in order. */
async function keep(options: { readonly reopenSeconds?: number } = {}) {
  const reports: string[] = [];
  const waiting: ((report: string) => void)[] = [];
  const report = (what: string): void => {
    const next = waiting.shift();
    if (next) next(what);
    else reports.push(what);
  };
  const mongo = await keepEmbeddedMongo({
    ...{ dir, idleExitSeconds: 1, ...options },
    onAway: () => report('away'),
    onReopened: () => report('reopened'),
    onLost: (error) => report(error.message),
  });
  kept.push(mongo);
  const next = (): Promise<string> => {
    const [first] = reports.splice(0, 1);
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((resolve) => waiting.push(resolve));
  };
  return { mongo, next };
}

/** Blocks other processes from the directory as long as this process holds it. */
async function holdDirectory(): Promise<() => Promise<void>> {
  const path = join(dir, 'server.lock.1000');
  const { pid } = process;
  await writeFile(path, JSON.stringify({ pid, identity: processIdentity(pid) }));
  return () => rm(path);
}

/** Listens on the database's port. Returns false while the database still listens there. */
function occupyPort(port: number): Promise<boolean> {
  const listener = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    listener.once('error', () => resolve(false));
    listener.listen(port, '127.0.0.1', () => {
      listeners.push(listener);
      resolve(true);
    });
  });
}

/** Retries once more than the driver does: its own retry may still use the dead server's state. */
async function retryAfterReconnect<T>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof MongoNetworkError)) throw error;
    }
  }
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a database that ends by %s reopens at its address with all acknowledged writes, and clients reconnect',
  async (signal) => {
    const first = await keep();
    const second = await keep();
    expect(second.mongo).toMatchObject({ uri: first.mongo.uri, isStarted: false });
    const client = await MongoClient.connect(first.mongo.uri);
    try {
      const things = client.db('a').collection<{ _id: number }>('things');
      for (let end = 1; end <= 3; end += 1) {
        await things.insertOne({ _id: end });
        await endDatabase(signal);
        for (const { next } of [first, second]) {
          expect(await next()).toBe('away');
          expect(await next()).toBe('reopened');
        }
        expect(await retryAfterReconnect(() => things.countDocuments())).toBe(end);
      }
    } finally {
      await client.close();
    }
  },
);

test('a database whose port was taken in the meantime is given up with the reason', async () => {
  const { mongo, next } = await keep();
  const holder = await findHolder(dir);
  const release = await holdDirectory();
  process.kill(holder?.pid ?? 0, 'SIGKILL');
  const port = Number(new URL(mongo.uri).port);
  // The port is free once the process that holds it has exited.
  while (!(await occupyPort(port))) await new Promise((resolve) => setTimeout(resolve, 10));
  await release();
  expect(await next()).toBe('away');
  expect(await next()).toMatch(
    /is lost\. It came back at .* because another program has taken the port/,
  );
});

test('a database that cannot be reopened in time is given up with the reason', async () => {
  const { next } = await keep({ reopenSeconds: 0 });
  await rm(join(dir, DATA_FILE));
  await endDatabase('SIGKILL');
  expect(await next()).toBe('away');
  expect(await next()).toMatch(/is lost\. .*trastienda\.mdb is missing/);
});

test('a database that exits again and again is given up', async () => {
  // Freezes the clock: on a slow machine the five exits take more than a minute.
  vi.spyOn(Date, 'now').mockReturnValue(Date.now());
  const { next } = await keep();
  for (let end = 1; end <= 5; end += 1) {
    await endDatabase('SIGKILL');
    expect([await next(), await next()]).toEqual(['away', 'reopened']);
  }
  await endDatabase('SIGKILL');
  expect(await next()).toBe('away');
  expect(await next()).toMatch(/is lost\. Its process ended 6 times within 60 s/);
});

test('a database that is no longer kept exits when idle and is not reopened', async () => {
  const { mongo, next } = await keep();
  mongo.close();
  await children.exited();
  const nothing = new Promise((resolve) => setTimeout(() => resolve('nothing'), 0));
  expect(await Promise.race([next(), nothing])).toBe('nothing');
});
