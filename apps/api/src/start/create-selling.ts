import { ERRORS, ShopError } from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import { createShop, type SandboxDriver, type Shop } from '@trastienda/shop';
import type { Logger } from 'pino';
import type { PaymentsConfig, ReservationLimitsConfig } from '../config/env.ts';
import { createAddressKeys } from './derive-keys.ts';
import { createPaymentProvider } from './payments/create-payment-provider.ts';
import { postWebhooksTo } from './payments/post-webhook.ts';

export interface SellingOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly currency: string;
  readonly payments: PaymentsConfig;
  readonly reservationSeconds: number;
  readonly checkoutRetentionDays?: number;
  /** What unpaid checkouts may hold; no limits unless told. */
  readonly reservationLimits?: ReservationLimitsConfig;
  /** A secret of 32 bytes that all processes share. */
  readonly secret: Uint8Array;
  readonly log: Logger;
  /** How often the background looks for work, and when first for a payment that hangs. */
  readonly pollMs?: number;
  readonly paymentRetryMs?: number;
}

/** Where the server is, known once it listens. */
export interface SellingUrls {
  /** As its own process reaches it. */
  readonly serverUrl: string;
  readonly publicUrl: string;
}

/** The shop with the provider that the operator has chosen, and what goes on in the background. */
export interface Selling {
  /** A service for each key of the router that is about buying. */
  readonly services: Omit<Shop, 'background' | 'eraseAccount' | 'webhooks'>;
  /** The provider's name, and who takes its webhooks. */
  readonly webhooks: { readonly provider: string; readonly service: Shop['webhooks'] };
  readonly background: Shop['background'];
  readonly eraseAccount: Shop['eraseAccount'];
  /** Null unless it is the sandbox. */
  readonly sandbox: { readonly driver: SandboxDriver; sendWebhooks(): Promise<number> } | null;
  /** Tells where the server is. */
  locate(urls: SellingUrls): void;
  /** Begins the work in the background. */
  start(): void;
  /** Resolves when what is in hand is done. */
  stop(): Promise<void>;
}

/** What is tried again and mostly goes well then, as after a provider that did not answer. */
const isPassing = (error: unknown): boolean =>
  error instanceof ShopError && ERRORS[error.reason].retryable;

/** Puts the shop together. Nothing of it runs before `locate` and `start`. */
export function createSelling(options: SellingOptions): Selling {
  const { database, clock, currency, payments, reservationSeconds, secret, log } = options;
  const { pollMs, paymentRetryMs, checkoutRetentionDays, reservationLimits } = options;
  let urls: SellingUrls = { serverUrl: '', publicUrl: '' };
  const { provider, sandbox } = createPaymentProvider({
    ...{ database, clock, payments, secret, log },
    publicUrl: () => urls.publicUrl,
  });
  const { webhooks, background, eraseAccount, ...services } = createShop({
    ...{ database, clock, currency, provider, reservationSeconds },
    onFault: ({ error, ...fault }) =>
      log[isPassing(error) ? 'warn' : 'error']({ ...fault, err: error }, 'background'),
    ...(reservationLimits && {
      reservationLimits: { ...reservationLimits, addressKeyOf: createAddressKeys(secret) },
    }),
    ...(checkoutRetentionDays !== undefined && { checkoutRetentionDays }),
    ...(pollMs !== undefined && { pollMs }),
    ...(paymentRetryMs !== undefined && { paymentRetryMs }),
  });
  const deliver = () => postWebhooksTo(`${urls.serverUrl}/webhooks/${provider.name}`);
  return {
    services,
    webhooks: { provider: provider.name, service: webhooks },
    background,
    eraseAccount,
    sandbox: sandbox && {
      driver: sandbox.driver,
      sendWebhooks: () => sandbox.sender.sendDue(deliver()),
    },
    locate(found) {
      urls = found;
    },
    start() {
      background.start();
      sandbox?.sender.start(deliver());
    },
    async stop() {
      await Promise.all([background.stop(), sandbox?.sender.stop()]);
    },
  };
}
