import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '@trastienda/base';
import { createCatalogService } from '@trastienda/shop';
import { createClient } from '@trastienda/shop-client';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { at, endChild, startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Environment } from '../config/env.ts';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import { newEncryptionKey } from '../start/secrets/encryption-keys.ts';
import { pathOfProgram } from '../testing/run-program.ts';
import { STAFF_TOKEN } from '../testing/start-test-server.ts';

// The build starts in a third of the CPU that the sources take.
const MAIN = pathOfProgram('main.js');

const running: ChildProcess[] = [];
let mongo: TestDatabase | undefined;
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-main-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) await endChild(child);
  await mongo?.stop();
  mongo = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the server as an operator does, with nothing in its environment but this. */
function start(env: Environment) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: '0', TRASTIENDA_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const exited = once(child, 'exit').then(([code]: unknown[]) => code);
  const log = createInterface({ input: child.stdout });
  const listening = async () => {
    for await (const line of log) {
      const entry: unknown = JSON.parse(line);
      if (at(entry, 'msg') === 'listening') return String(at(entry, 'url'));
    }
    throw new Error('The server did not start.');
  };
  const written: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (part: string) => written.push(part));
  const problems = once(child.stderr, 'close').then(() => written.join(''));
  /** Where it says that its emails can be read. */
  const outbox = async () => {
    for (;;) {
      const [, url] = /^Emails: (\S+)$/m.exec(written.join('')) ?? [];
      if (url !== undefined) return url;
      await Promise.race([once(child.stderr, 'data'), exited.then(() => Promise.reject('ended'))]);
    }
  };
  return { child, exited, listening, problems, outbox };
}

/** What a server on a database of the operator's needs beside it. */
const SHARED: Environment = {
  TRASTIENDA_ENCRYPTION_KEYS: newEncryptionKey(new Date()),
  TRASTIENDA_EMAIL: 'outbox',
  TRASTIENDA_PAYMENTS: 'sandbox',
  TRASTIENDA_PUBLIC_URL: 'http://localhost:3000',
};

async function startMongo(options: { isPrepared: boolean }): Promise<string> {
  mongo = await startTestDatabase();
  if (options.isPrepared) {
    const database = await openDatabase(mongo.uri);
    await database.indexes.sync();
    await database.migrations.run(systemClock);
    await database.close();
  }
  return mongo.uri;
}

describe('The server program', () => {
  test('reports all problems of its environment, and starts nothing', async () => {
    const server = start({ PORT: 'x', TRASTIENDA_CURRENCY: 'euro' });
    expect(await server.exited).toBe(1);
    const problems = await server.problems;
    expect(problems).toContain('PORT must be');
    expect(problems).toContain('TRASTIENDA_CURRENCY must be');
    expect(problems).not.toContain('    at ');
  });

  test('serves a database, knows its staff token, and stops in order', async () => {
    const server = start({
      ...SHARED,
      MONGODB_URI: await startMongo({ isPrepared: true }),
      TRASTIENDA_STAFF_TOKEN_SHA256: hashStaffToken(STAFF_TOKEN),
      // Behind a proxy there is no page of emails, and so nothing to say about it.
      TRASTIENDA_TRUSTED_PROXIES: 'loopback',
    });
    const url = await server.listening();
    // It says that it is not ready also when its database is slow to answer.
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const page = await createClient({ url, token: STAFF_TOKEN }).admin.products.list.query({});
    expect(page.items).toEqual([]);
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(await server.problems).toBe('');
  });

  test('writes emails to files when configured, also those left when it stopped', async () => {
    const email = 'ana@shop.example';
    const password = 'pelican granite orbit mauve 7';
    const input = { email, password, name: 'Ana' };
    const env = { ...SHARED, MONGODB_URI: await startMongo({ isPrepared: true }) };
    const first = start(env);
    await createClient({ url: await first.listening() }).auth.signUp.mutate(input);
    first.child.kill('SIGTERM');
    expect(await first.exited).toBe(0);
    const second = start(env);
    const url = await second.listening();
    const outbox = await second.outbox();
    expect(outbox).not.toBe(await first.outbox());
    expect(outbox).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/dev\/outbox\/[\w-]{43}$/);
    expect((await fetch(`${url}/dev/outbox`)).status).toBe(404);
    const page = async () => (await fetch(outbox)).text();
    await expect.poll(page).toContain(email);
    const [, path = ''] = /href="(\/dev\/outbox\/[^"]+)"/.exec(await page()) ?? [];
    const message = await (await fetch(url + path)).text();
    const [link] = /http:\/\/localhost:3000\/verify-email#token=[\w-]+/.exec(message) ?? [];
    const token = link?.split('token=')[1] ?? '';
    expect(await createClient({ url }).auth.verifyEmail.mutate({ token, password })).toEqual({
      email,
    });
  });

  test('is no longer ready when the database is down', async ({ skip }) => {
    const server = start({ ...SHARED, MONGODB_URI: await startMongo({ isPrepared: true }) });
    skip(mongo?.embedded === undefined, 'this server is not ours to stop');
    const url = await server.listening();
    await mongo?.stop();
    mongo = undefined;
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('rejects a database that lacks indexes, and says what to run', async () => {
    const server = start({ ...SHARED, MONGODB_URI: await startMongo({ isPrepared: false }) });
    expect(await server.exited).toBe(1);
    expect(await server.problems).toContain('sync-indexes');
  });

  test('requires keys and an email transport on a database of the operator, and says why', async () => {
    const server = start({ MONGODB_URI: 'mongodb://db.example', TRASTIENDA_COOKIES: 'cross-site' });
    expect(await server.exited).toBe(1);
    const problems = await server.problems;
    for (const name of ['PUBLIC_URL', 'ENCRYPTION_KEYS', 'SMTP_URL', 'COOKIES']) {
      expect(problems).toContain(`TRASTIENDA_${name} `);
    }
    expect(problems).toContain('SameSite=None');
  });

  test('explains a connection string that cannot be read, and repeats no secret', async () => {
    const server = start({ ...SHARED, MONGODB_URI: 'mongodb://shop:hunter2@host:port/db' });
    expect(await server.exited).toBe(1);
    const problems = await server.problems;
    expect(problems).toMatch(/^The connection string cannot be used: .*\n$/);
    expect(problems).not.toContain('hunter2');
  });

  test('rejects a currency other than that of the stored prices', async () => {
    const MONGODB_URI = await startMongo({ isPrepared: true });
    const database = await openDatabase(MONGODB_URI);
    const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });
    await catalog.create(productFixture(), OPERATOR_ORIGIN);
    await database.close();
    const server = start({ ...SHARED, MONGODB_URI, TRASTIENDA_CURRENCY: 'USD' });
    expect(await server.exited).toBe(1);
    expect(await server.problems).toBe(
      'The products in the database are priced in EUR; TRASTIENDA_CURRENCY is USD. ' +
        'Commands need it as the server does: TRASTIENDA_CURRENCY=EUR\n',
    );
  });

  test('reports that the port is in use, and exits', async () => {
    const MONGODB_URI = await startMongo({ isPrepared: true });
    const first = await start({ ...SHARED, MONGODB_URI }).listening();
    const second = start({ ...SHARED, MONGODB_URI, PORT: new URL(first).port });
    expect(await second.exited).toBe(1);
    expect(await second.problems).toMatch(/^Another program already listens on .*\n$/);
    // It is found out first: no embedded database was begun, which would outlast the program.
    const embedded = start({ PORT: new URL(first).port });
    expect(await embedded.exited).toBe(1);
    expect(await embedded.problems).toMatch(/^Another program already listens on .*\n$/);
    expect(await readdir(dataDir)).not.toContain('mongo');
  });
});
