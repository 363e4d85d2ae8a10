import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retryUntilDone } from '@trastienda/load';
import { type Client, createClient } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import {
  type EmbeddedLock,
  endChild,
  type RunningProgram,
  readEmbeddedLocks,
  stopEmbedded,
} from '@trastienda/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

let dataDir: string;
const running: RunningProgram[] = [];
const listeners: Server[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-recovery-'));
});
afterEach(async () => {
  for (const one of listeners.splice(0)) one.close();
  for (const { child } of running.splice(0)) await endChild(child);
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
});

const env = () => ({ PORT: '0', TRASTIENDA_DATA_DIR: dataDir, TRASTIENDA_DEMO: 'off' });

function run(name: 'main.js' | 'cli.js', args: readonly string[] = []): RunningProgram {
  const program = runProgram(name, args, env());
  running.push(program);
  return program;
}

interface Shop {
  readonly server: RunningProgram;
  readonly url: string;
  readonly staff: Client;
}

async function startShop(): Promise<Shop> {
  const server = run('main.js');
  const [, url = ''] = await server.waitFor(/"url":"([^"]+)"/);
  const token = (await readFile(join(dataDir, 'staff-token'), 'utf8')).trim();
  return { server, url, staff: createClient({ url, token }) };
}

/** The process that has the database's directory, and where it listens. */
async function readLock(): Promise<EmbeddedLock> {
  const lock = (await readEmbeddedLocks(join(dataDir, 'mongo'))).at(-1);
  if (lock === undefined) throw new Error('No process has the directory.');
  return lock;
}

/** Holds the directory in this process, so that no other process reopens the database. */
async function holdDirectory(): Promise<() => Promise<void>> {
  const path = join(dataDir, 'mongo', 'server.lock.1000');
  await writeFile(path, JSON.stringify({ pid: process.pid, identity: '' }));
  return () => rm(path);
}

/** Resolves when the server has noticed so many times, counted from its start. */
const noticed = (server: RunningProgram, what: string, times: number) =>
  server.waitFor(new RegExp(`(?:${what}[^]*){${times}}`));
const AWAY = 'the embedded database has ended';
const REOPENED = 'the embedded database is open again';

const statusOf = async (url: string, path: string) => (await fetch(url + path)).status;

async function untilReady({ url }: Shop): Promise<void> {
  await expect.poll(() => statusOf(url, '/readyz')).toBe(200);
}

test('The server and its commands recover when the process of the embedded database is killed, and no acknowledged write is lost', async () => {
  const shop = await startShop();
  for (let kill = 1; kill <= 2; kill += 1) {
    const { slug } = await retryUntilDone(() =>
      shop.staff.admin.products.create.mutate(productFixture({ slug: `mug-${kill}` })),
    );
    process.kill((await readLock()).pid, 'SIGKILL');
    await noticed(shop.server, REOPENED, kill);
    await untilReady(shop);
    expect((await retryUntilDone(() => shop.staff.catalog.get.query({ slug }))).slug).toBe(slug);
    expect(await statusOf(shop.url, '/healthz')).toBe(200);
  }
  const check = run('cli.js', ['check']);
  expect(await check.ended).toBe(0);
  shop.server.child.kill('SIGTERM');
  expect(await shop.server.ended).toBe(0);
});

test('While the database is down calls fail with a retryable 503, and the process is alive but not ready', async () => {
  const shop = await startShop();
  const { pid } = await readLock();
  const letGo = await holdDirectory();
  process.kill(pid, 'SIGKILL');
  await noticed(shop.server, AWAY, 1);
  const answer = await fetch(`${shop.url}/trpc/catalog.facets`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect(await answer.json()).toMatchObject({
    error: { data: { reason: 'DATABASE_UNAVAILABLE', isRetryable: true } },
  });
  const readiness = await fetch(`${shop.url}/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({ reason: 'DATABASE_UNAVAILABLE' });
  expect(await statusOf(shop.url, '/healthz')).toBe(200);
  await letGo();
  await noticed(shop.server, REOPENED, 1);
  await untilReady(shop);
  await retryUntilDone(() => shop.staff.catalog.facets.query());
});

test('Two servers on one directory both recover, whichever had started the database', async () => {
  const first = await startShop();
  const second = await startShop();
  for (let kill = 1; kill <= 2; kill += 1) {
    process.kill((await readLock()).pid, 'SIGKILL');
    for (const shop of [first, second]) {
      await noticed(shop.server, REOPENED, kill);
      await untilReady(shop);
    }
    const slug = `mug-${kill}`;
    await retryUntilDone(() => first.staff.admin.products.create.mutate(productFixture({ slug })));
    expect((await retryUntilDone(() => second.staff.catalog.get.query({ slug }))).slug).toBe(slug);
  }
  // The one that had started it can go.
  first.server.child.kill('SIGKILL');
  await first.server.ended;
  process.kill((await readLock()).pid, 'SIGKILL');
  await noticed(second.server, REOPENED, 3);
  await untilReady(second);
});

test('A server whose database returns at another address exits with 1 and logs why in its last line', async () => {
  const { server } = await startShop();
  const { pid, port = 0 } = await readLock();
  const letGo = await holdDirectory();
  process.kill(pid, 'SIGKILL');
  while (!(await takePort(port))) await new Promise((resolve) => setTimeout(resolve, 10));
  await letGo();
  expect(await server.ended).toBe(1);
  const [lastLine = ''] = server.output().trim().split('\n').slice(-1);
  expect(lastLine).toMatch(/^The embedded database in .* is lost\. It came back at .* instead of/);
  // After a restart it finds the database.
  await untilReady(await startShop());
});

/** Listens on a port in the place of the database; false while that has it. */
function takePort(port: number): Promise<boolean> {
  const listener = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    listener.once('error', () => resolve(false));
    listener.listen(port, '127.0.0.1', () => {
      listeners.push(listener);
      resolve(true);
    });
  });
}

test('A server does not start on a directory that has lost its database, and explains what to do', async () => {
  const { server } = await startShop();
  server.child.kill('SIGTERM');
  await server.ended;
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(join(dataDir, 'mongo', 'trastienda.mdb'));
  const again = run('main.js');
  expect(await again.ended).toBe(1);
  expect(again.output()).toContain('trastienda.mdb is missing, although there was a database');
  expect(again.output()).not.toContain('    at ');
});
