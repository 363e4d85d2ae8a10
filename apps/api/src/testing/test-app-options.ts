import { ANONYMOUS } from '@trastienda/base';
import type { CatalogService } from '@trastienda/shop';
import { ShopError } from '@trastienda/shop-contract';
import type { Services } from '@trastienda/shop-router';
import type { Logger } from 'pino';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import { createPages, type PagesOptions } from '../dev/create-pages.ts';
import type { ShopAppOptions } from '../http/create-app.ts';
import { createFakeCatalog } from './fake-catalog.ts';

export const STAFF_TOKEN = 'the-staff-token-of-the-tests-1234567890';

/** A service that a test does not use: every call fails. */
function unusedService<Service extends object>(): Service {
  const unused = () => {
    throw new Error('This test does not use it.');
  };
  return new Proxy({} as Service, { get: () => unused });
}

/** Services of an app with a catalog without a database, and nothing else. */
export function createFakeServices(catalog: Partial<CatalogService> = {}): Services {
  return {
    catalog: createFakeCatalog(catalog),
    auth: unusedService(),
    account: unusedService(),
    accounts: unusedService(),
    apiKeys: unusedService(),
    audit: unusedService(),
    stock: unusedService(),
    prices: unusedService(),
    taxes: unusedService(),
    shipping: unusedService(),
    discounts: unusedService(),
    addresses: unusedService(),
    cart: unusedService(),
    checkout: unusedService(),
    orders: unusedService(),
    orderAdmin: unusedService(),
    ledger: unusedService(),
    events: unusedService(),
    reports: unusedService(),
    forms: unusedService(),
    messageAdmin: unusedService(),
    newsletterAdmin: unusedService(),
    shop: unusedService(),
    webhooks: unusedService(),
    media: unusedService(),
    tags: unusedService(),
    streams: unusedService(),
  };
}

/** Options of an app, or of its pages, that a test may override. */
export type TestAppOverrides = Partial<ShopAppOptions & PagesOptions>;

/** Options of an app without a database, accounts or rate limits, and with low size limits. */
export function testAppOptions(log: Logger, overrides: TestAppOverrides = {}): ShopAppOptions {
  const options = {
    services: createFakeServices(),
    mediaFiles: { open: async () => null },
    providerWebhooks: { provider: 'test', service: unusedService() },
    authenticator: {
      async authenticate(secret) {
        if (secret.startsWith('ts_')) return { ...ANONYMOUS, hasEndedSession: true };
        throw new ShopError('TOKEN_INVALID');
      },
    },
    staffTokenSha256: hashStaffToken(STAFF_TOKEN),
    publicUrl: () => 'http://localhost',
    consume: async () => {},
    database: { ping: async () => {} },
    log,
    corsOrigins: [],
    cookies: 'same-site',
    trustedProxies: [],
    addressSecrets: [],
    maxBodyBytes: 10_000,
    maxUploadBytes: 100_000,
    maxBatch: 5,
    answerCacheBytes: 0,
    isCompressing: false,
    readReferenceScript: null,
    hasMcp: true,
    landing: { shopName: 'Trastienda', firstSteps: [], hasReference: false },
    ...overrides,
  } satisfies ShopAppOptions & PagesOptions;
  return { ...createPages(options), ...options };
}
