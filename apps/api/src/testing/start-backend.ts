import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuthConfig, createAuth, createPasswordHasher } from '@trastienda/auth';
import { type Clock, systemClock } from '@trastienda/base';
import { serve } from '@trastienda/http/node';
import { createCipher } from '@trastienda/mongo';
import { createCatalogService, type SandboxDriver } from '@trastienda/shop';
import { type Client, type ClientOptions, createClient } from '@trastienda/shop-client';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { type Logger, pino } from 'pino';
import type { ReservationLimitsConfig } from '../config/env.ts';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import { createPages } from '../dev/create-pages.ts';
import { paymentsPathOf } from '../dev/payments/payments-page.ts';
import { createShopLimits } from '../http/call-limits.ts';
import { createShopApp, type ShopAppOptions } from '../http/create-app.ts';
import { describeShop } from '../start/configure-auth.ts';
import { type ConfigureShopOptions, configureShop } from '../start/configure-shop.ts';
import { createTestEmails, type TestEmails } from './test-emails.ts';
import { testMedia } from './test-media.ts';

const MANY = { points: 100_000, seconds: 3600 };

/** Limits that only the tests about them reach. */
const UNLIMITED: AuthConfig['limits'] = {
  signInPair: MANY,
  signInAccount: MANY,
  signInSource: MANY,
  emailAddress: MANY,
  emailAddressDay: MANY,
  emailSource: MANY,
  ownPassword: MANY,
  secondFactor: MANY,
  secondFactorDay: MANY,
  enrollment: MANY,
};

const ACCOUNTS: AuthConfig = {
  applicationName: 'Trastienda',
  encryptionKeys: [{ id: 'tests', key: new Uint8Array(32).fill(7) }],
  limits: UNLIMITED,
};

/** Free hashes: their algorithm makes no difference here. */
const hasher = createPasswordHasher({
  parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 },
});

export interface BackendOptions {
  /** By default there are no limits of calls. */
  readonly callsPerMinute?: number;
  readonly accounts?: Partial<AuthConfig>;
  readonly app?: Partial<ShopAppOptions>;
  readonly buying?: BuyingOptions;
  /** Silent by default. */
  readonly log?: Logger;
  readonly forms?: Pick<ConfigureShopOptions, 'forms' | 'staff'>;
}

export interface BuyingOptions {
  /** Clock of buying; accounts use the real time. */
  readonly clock?: Clock;
  readonly reservationSeconds?: number;
  /** No limits by default. */
  readonly reservationLimits?: ReservationLimitsConfig;
  /** Runs background jobs and sends webhooks automatically. */
  readonly isWorking?: boolean;
  readonly pollMs?: number;
  readonly paymentRetryMs?: number;
}

/** A server over the database of the tests. */
export interface Instance {
  readonly url: string;
  readonly client: (options?: Omit<ClientOptions, 'url'>) => Client;
  /** Driver of the sandbox. */
  readonly payments: SandboxDriver;
  /** URL of the sandbox page. */
  readonly paymentsUrl: string;
  /** Sends due webhooks over HTTP and returns how many were accepted. */
  sendWebhooks(): Promise<number>;
  /** Runs the background jobs once and returns how much was done. */
  runBackground(): Promise<number>;
  close(): Promise<boolean>;
}

export interface TestBackend extends Instance {
  readonly server: TestDatabase;
  readonly database: Database;
  readonly emails: TestEmails;
  readonly visitor: Client;
  /** A client with the staff token. */
  readonly staff: Client;
  readonly staffToken: string;
  /** A second server process, as far as the database can tell. */
  another(options?: BackendOptions): Promise<Instance>;
  stop(): Promise<void>;
}

async function startInstance(
  database: Database,
  token: string,
  emails: TestEmails,
  mediaDir: string,
  {
    callsPerMinute = 0,
    accounts,
    app,
    buying = {},
    forms = {},
    log = pino({ level: 'silent' }),
  }: BackendOptions,
): Promise<Instance> {
  const config = { ...ACCOUNTS, ...accounts };
  const { isWorking = false, clock = systemClock, reservationSeconds = 900, ...pace } = buying;
  const shop = configureShop({
    emails: emails.queue,
    ...forms,
    ...{ database, clock, reservationSeconds, log, ...pace },
    currency: 'EUR',
    payments: { kind: 'sandbox' },
    accounts: {
      shopName: config.applicationName,
      passwordMinLength: config.passwordMinLength ?? 15,
    },
    secret: new Uint8Array(32).fill(8),
    notifications: { emails: emails.queue, staff: ['staff@shop.example'] },
    webhooks: { cipher: createCipher(config.encryptionKeys), local: 'loopback' },
    media: testMedia(mediaDir),
    searchMaxProducts: 10_000,
  });
  const {
    authenticator,
    operator: _,
    ...services
  } = createAuth({
    ...{ database, config, hasher },
    ...describeShop(database),
    onDeleted: shop.eraseAccount,
  });
  const { sandbox } = shop;
  if (sandbox === null) throw new Error('Tests pay with the sandbox.');
  const sandboxPayments = { driver: sandbox.driver, secret: randomBytes(16).toString('hex') };
  let publicUrl = '';
  const { url, close } = await serve({
    app: createShopApp({
      services: {
        ...services,
        ...shop.services,
        catalog: createCatalogService({
          ...{ database, clock: systemClock, currency: 'EUR' },
          images: shop.images,
          search: shop.search,
        }),
      },
      mediaFiles: shop.mediaFiles,
      providerWebhooks: shop.providerWebhooks,
      ...createPages({
        sandboxPayments,
        trustedProxies: [],
        landing: { shopName: 'Trastienda', firstSteps: [], hasReference: false },
      }),
      authenticator,
      staffTokenSha256: hashStaffToken(token),
      publicUrl: () => publicUrl,
      consume: createShopLimits({
        ...{ database, callsPerMinute },
        secret: new Uint8Array(32).fill(9),
      }).consume,
      database,
      log,
      corsOrigins: [],
      cookies: 'same-site',
      trustedProxies: [],
      addressSecrets: [],
      maxBodyBytes: 1024 * 1024,
      maxUploadBytes: 8 * 1024 * 1024,
      maxBatch: 10,
      answerCacheBytes: 8_000_000,
      isCompressing: true,
      readReferenceScript: null,
      hasMcp: true,
      ...app,
    }),
    host: '127.0.0.1',
    port: 0,
    graceSeconds: 2,
    requestTimeoutSeconds: 30,
    onClose: async () => {
      await shop.stop();
      await database.close();
    },
    log,
  });
  publicUrl = url;
  shop.locate({ serverUrl: url, publicUrl });
  if (isWorking) shop.start();
  return {
    url,
    close,
    client: (more) => createClient({ url, ...more }),
    payments: sandbox.driver,
    paymentsUrl: `${url}${paymentsPathOf(sandboxPayments)}`,
    sendWebhooks: sandbox.sendWebhooks,
    runBackground: () => shop.background.runOnce(),
  };
}

/** Starts a whole server on a real socket, over a separate database. */
export async function startBackend(options: BackendOptions = {}): Promise<TestBackend> {
  const server = await startTestDatabase();
  const open = () => openDatabase(server.uri);
  const database = await open();
  await database.indexes.sync();
  const token = randomBytes(16).toString('hex');
  const outboxDir = await mkdtemp(join(tmpdir(), 'trastienda-outbox-'));
  const emails = createTestEmails(database, ACCOUNTS.encryptionKeys, outboxDir);
  const mediaDir = join(outboxDir, 'media');
  const instance = await startInstance(database, token, emails, mediaDir, options);
  const others: Instance[] = [];
  return {
    ...instance,
    server,
    database,
    emails,
    visitor: instance.client(),
    staff: instance.client({ token }),
    staffToken: token,
    async another(more = {}) {
      const other = await startInstance(await open(), token, emails, mediaDir, {
        ...options,
        ...more,
      });
      others.push(other);
      return other;
    },
    async stop() {
      await Promise.all([instance, ...others].map(({ close }) => close()));
      await rm(outboxDir, { recursive: true });
      await server.stop();
    },
  };
}

/** Starts a server for the calling test file. See `startBackend`. */
export const useBackend = (options?: BackendOptions) => useStarted(() => startBackend(options));
