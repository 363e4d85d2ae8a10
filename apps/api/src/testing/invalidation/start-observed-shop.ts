import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANONYMOUS } from '@trastienda/base';
import { createCipher } from '@trastienda/mongo';
import { createCatalogService } from '@trastienda/shop';
import { type Buyer, PERMISSIONS } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { appRouter, type RouterContext } from '@trastienda/shop-router';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { pino } from 'pino';
import { configureShop } from '../../start/configure-shop.ts';
import { createFakeServices } from '../test-app-options.ts';
import { testMedia } from '../test-media.ts';

/** The caller: an account, a guest, or both in one browser; neither is a visitor. */
export type Caller = Partial<Pick<RouterContext, 'actor' | 'guest'>>;

export type ShopCaller = ReturnType<typeof appRouter.createCaller>;

/** The shop's router over real services and a separate database. */
export interface ObservedShop {
  readonly server: TestDatabase;
  readonly database: Database;
  /** Makes one call; each has a new idempotency key. */
  as(caller: Caller): ShopCaller;
  contextOf(caller: Caller, onTags?: RouterContext['onTags']): RouterContext;
  /** Runs the background jobs until nothing is due. */
  runBackground(): Promise<void>;
  stop(): Promise<void>;
}

const SESSION: RouterContext['session'] = {
  requireDeliverable() {},
  deliver() {
    throw new Error('A session was delivered.');
  },
  requireClearable() {},
  clear() {},
};

/** Staff with all permissions. */
export const STAFF: Caller = {
  actor: { kind: 'machine', name: 'staff', permissions: PERMISSIONS },
};

export const guestOf = (): Caller & { readonly guest: Buyer } => ({
  guest: { kind: 'guest', id: randomBytes(32).toString('hex') },
});

export const accountOf = (accountId: string): Caller => ({
  actor: {
    ...{ kind: 'account', accountId, sessionId: accountId, role: 'customer' },
    ...{ permissions: [], isRecent: true },
  },
});

async function startObservedShop(): Promise<ObservedShop> {
  const { server, database, stop } = await openTestDatabase(openDatabase);
  // Time stands still: what changes with time alone is no effect of a mutation.
  const now = new Date('2026-06-01T12:00:00.000Z');
  const clock = { now: () => now };
  const mediaDir = await mkdtemp(join(tmpdir(), 'trastienda-media-'));
  const shop = configureShop({
    ...{ database, clock, currency: 'EUR', reservationSeconds: 900 },
    payments: { kind: 'sandbox' },
    accounts: { shopName: 'Trastienda', passwordMinLength: 15 },
    secret: new Uint8Array(32).fill(8),
    webhooks: {
      cipher: createCipher([{ id: 'tests', key: new Uint8Array(32).fill(7) }]),
      local: 'loopback',
    },
    media: testMedia(mediaDir),
    publicUrl: 'https://shop.example',
    log: pino({ level: 'silent' }),
  });
  const services = {
    ...createFakeServices(),
    ...shop.services,
    catalog: createCatalogService({
      ...{ database, clock, currency: 'EUR' },
      images: shop.images,
      search: shop.search,
    }),
  };
  const contextOf: ObservedShop['contextOf'] = ({ actor = ANONYMOUS, guest = null }, onTags) => ({
    actor,
    guest,
    origin: {
      ...{ actor, requestId: 'request-1', source: '192.0.2.1' },
      ...{ network: '192.0.2.0/24', device: 'a test' },
    },
    session: SESSION,
    consume: async () => {},
    requestId: 'request-1',
    idempotencyKey: randomBytes(16).toString('hex'),
    services,
    onCall: () => {},
    onTags,
  });
  return {
    server,
    database,
    contextOf,
    as: (caller) => appRouter.createCaller(contextOf(caller)),
    async runBackground() {
      while ((await shop.background.runOnce()) > 0);
    },
    stop: async () => {
      await shop.stop();
      await stop();
      await rm(mediaDir, { recursive: true });
    },
  };
}

/** Starts the shop for the calling test file. */
export const useObservedShop = () => useStarted(startObservedShop);
