import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertAccount } from '@trastienda/auth/fixtures';
import { ANONYMOUS } from '@trastienda/base';
import { createCipher } from '@trastienda/mongo';
import type { CallOrigin } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { createDeferred, startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Config, type Environment, parseEnv } from '../config/env.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { newEncryptionKey } from './secrets/encryption-keys.ts';
import { startServices } from './start-services.ts';

const VISITOR: CallOrigin = {
  actor: ANONYMOUS,
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'Firefox on Windows',
};

let mongo: TestDatabase;
let dataDir: string;
let smtp: Server | undefined;
const sockets: Socket[] = [];
beforeEach(async () => {
  mongo = await startTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-services-'));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  smtp?.close();
  await mongo.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function configWith(env: Environment): Config {
  const common = {
    MONGODB_URI: mongo.uri,
    TRASTIENDA_DATA_DIR: dataDir,
    TRASTIENDA_PUBLIC_URL: 'http://localhost:3000',
    TRASTIENDA_PAYMENTS: 'sandbox',
    TRASTIENDA_ENCRYPTION_KEYS: newEncryptionKey(new Date()),
  };
  return parseEnv({ ...common, ...env }, { isTerminal: false, program: 'server' }).config;
}

/** A mail server that takes every email and then never says that it has. */
async function startHangingSmtp() {
  const reached = createDeferred<void>();
  smtp = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.write('220 ready\r\n');
    socket.on('data', (data) => {
      const line = data.toString();
      if (/^(EHLO|HELO|MAIL|RCPT)/i.test(line)) socket.write('250 ok\r\n');
      if (/^DATA/i.test(line)) reached.resolve();
    });
  });
  await new Promise<void>((resolve) => smtp?.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, reached: reached.promise };
}

test('A key that second factors need and that is not configured is named in the log', async () => {
  const database = await openDatabase(mongo.uri);
  await database.indexes.sync();
  await database.migrations.run({ now: () => new Date() });
  const { id } = await insertAccount(database.accounts, { role: 'owner' });
  const lost = createCipher([{ id: 'lost', key: new Uint8Array(32) }]);
  await database.accounts.startTotp(id, lost.seal('secret', 'context'));
  await database.close();
  const { log, lines } = createMemoryLog();
  const started = await startServices(configWith({ TRASTIENDA_EMAIL: 'outbox' }), { log });
  try {
    const warnings = () => lines().filter(({ level }) => level === 'warn');
    await expect.poll(warnings).toMatchObject([{ keyIds: ['lost'] }]);
  } finally {
    await started.close(6000);
  }
});

test('A mail server that hangs does not keep the database open, and its email waits for the next start', async () => {
  const observer = await openDatabase(mongo.uri);
  await observer.indexes.sync();
  const { url, reached } = await startHangingSmtp();
  const config = configWith({
    TRASTIENDA_SMTP_URL: url,
    TRASTIENDA_EMAIL_FROM: 'shop@shop.example',
  });
  const { log, lines } = createMemoryLog();
  try {
    const started = await startServices(config, { log });
    started.emails.start('http://localhost:3000');
    const account = { email: 'ana@shop.example', password: 'pelican granite orbit mauve 7' };
    await started.services.auth.signUp({ ...account, name: 'Ana', locale: 'en' }, VISITOR);
    await reached;
    // Far less than the minute that sending an email may take, and no integer, as what is left of a
    // grace period is none.
    await started.close(6000.5);
    await expect(started.ping()).rejects.toThrow();
    expect((await observer.emails.status(new Date())).waiting).toBe(1);
    expect(lines().filter(({ msg }) => msg === 'email')).toMatchObject([
      { msg: 'email', step: 'send', reason: 'AbortError' },
    ]);
  } finally {
    await observer.close();
  }
});
