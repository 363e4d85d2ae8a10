import { type Clock, isAppError } from '@trastienda/base';
import type { EmailQueue } from '@trastienda/emails';
import {
  createEdgeCache,
  createForms,
  createSettingsService,
  createShop,
  type FormEmailContent,
  type Forms,
  type ImageLibrary,
  type MediaFiles,
  type MediaService,
  type NotificationOptions,
  type SandboxDriver,
  type SearchIndex,
  type SettingsService,
  type Shop,
  type WebhookOptions,
} from '@trastienda/shop';
import type { Locale } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { Logger } from 'pino';
import type {
  AccountsConfig,
  EdgePurgeConfig,
  FormsConfig,
  MediaConfig,
  PaymentsConfig,
  ReservationLimitsConfig,
} from '../config/env.ts';
import { UNSUBSCRIBE_PATH } from '../config/unsubscribe-path.ts';
import { configureMedia, type SizeOfImage } from './configure-media.ts';
import { createAddressKeys, createEmailKeys, deriveLinkKeys } from './derive-keys.ts';
import { createPaymentProvider } from './payments/create-payment-provider.ts';
import { postWebhooksTo } from './payments/post-webhook.ts';

export interface ConfigureShopOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly currency: string;
  /** IANA time zone of the days in reports; UTC by default. */
  readonly timeZone?: string;
  /** Language of emails to buyers who have chosen none; `en` by default. */
  readonly language?: Locale;
  readonly payments: PaymentsConfig;
  /** Emails about buying; none are sent by default. */
  readonly notifications?: Omit<NotificationOptions, 'counterKeyOf'>;
  /** Facts about accounts for storefronts. */
  readonly accounts: Pick<AccountsConfig, 'shopName' | 'passwordMinLength'>;
  readonly reservationSeconds: number;
  readonly checkoutRetentionDays?: number;
  /** Limits on the stock that unpaid checkouts reserve; none by default. */
  readonly reservationLimits?: ReservationLimitsConfig;
  /** A secret of 32 bytes that all processes share. */
  readonly secret: Uint8Array;
  /** Queue of emails about messages and the newsletter; none are sent by default. */
  readonly emails?: EmailQueue<FormEmailContent>;
  /** Settings of forms; each has a default. */
  readonly forms?: Partial<FormsConfig>;
  /** Addresses that get notices of new messages; none by default. */
  readonly staff?: readonly string[];
  /** Earlier secrets: what they signed is still accepted. */
  readonly formerSecrets?: readonly Uint8Array[];
  readonly log: Logger;
  readonly webhooks: WebhookOptions;
  readonly media: MediaConfig;
  readonly sizeOfImage?: SizeOfImage;
  /** URL at which browsers reach the server, where it is known before `locate`. */
  readonly publicUrl?: string;
  /** A cache in front of the shop, which forgets what has changed; none by default. */
  readonly edgePurge?: EdgePurgeConfig | null;
  /** Products up to which the search has an index in memory; by default none. */
  readonly searchMaxProducts?: number;
  /** How often background jobs poll, and the first retry of an unfinished payment. */
  readonly pollMs?: number;
  readonly paymentRetryMs?: number;
}

/** Addresses of the server, known once it listens. */
export interface ServerUrls {
  /** As this process reaches itself. */
  readonly serverUrl: string;
  readonly publicUrl: string;
}

/** The shop with the configured payment provider, its webhooks and its background jobs. */
export interface ConfiguredShop {
  /** Services by the router's keys, for everything from carts to the ledger. */
  readonly services: Omit<Shop, 'background' | 'eraseAccount' | 'providerWebhooks' | 'search'> &
    Omit<Forms, 'jobs'> & {
      readonly shop: SettingsService;
      readonly media: MediaService;
    };
  /** Files of uploaded images. */
  readonly mediaFiles: MediaFiles;
  /** Images of products, for the catalog. */
  readonly images: ImageLibrary;
  /** The search, for the catalog. */
  readonly search: SearchIndex;
  /** The provider's name, and the service that receives its webhooks. */
  readonly providerWebhooks: {
    readonly provider: string;
    readonly service: Shop['providerWebhooks'];
  };
  readonly background: Shop['background'];
  readonly eraseAccount: Shop['eraseAccount'];
  /** Null unless the provider is the sandbox. */
  readonly sandbox: { readonly driver: SandboxDriver; sendWebhooks(): Promise<number> } | null;
  /** Sets the server's addresses; call it before `start`. */
  locate(urls: ServerUrls): void;
  /** Records the consumers of events that the database does not know; call it before `start`. */
  register(): Promise<void>;
  /** Starts the background jobs. */
  start(): void;
  /** Stops the background jobs as `Worker.stop` does; resolves when running ones have ended. */
  stop(withinMs?: number): Promise<void>;
}

const NO_EMAILS: EmailQueue<FormEmailContent> = { enqueue: async () => {} };

const FORM_DEFAULTS: FormsConfig = {
  formsPerMinute: 30,
  messageRetentionDays: 365,
  subscriberRetentionDays: 30,
};

/** True for faults that a retry usually fixes, such as a provider that did not answer. */
const isTransient = (error: unknown): boolean => isAppError(error) && error.definition.retryable;

/** Creates the shop with its provider, secrets and webhooks. Call `locate`, then `start`, to run its jobs. */
export function configureShop(options: ConfigureShopOptions): ConfiguredShop {
  const { database, clock, currency, payments, reservationSeconds, secret, log } = options;
  const { pollMs, paymentRetryMs, checkoutRetentionDays, reservationLimits, webhooks } = options;
  const { edgePurge = null, searchMaxProducts } = options;
  const { timeZone = 'UTC' } = options;
  let urls: ServerUrls = { serverUrl: '', publicUrl: options.publicUrl ?? '' };
  const { provider, sandbox } = createPaymentProvider({
    ...{ database, clock, payments, secret, log },
    publicUrl: () => urls.publicUrl,
  });
  const media = configureMedia({
    ...{ database, clock, media: options.media },
    publicUrl: () => urls.publicUrl,
    ...(options.sizeOfImage && { sizeOfImage: options.sizeOfImage }),
  });
  const { jobs, ...forms } = createForms({
    ...{ database, clock, emails: options.emails ?? NO_EMAILS },
    secrets: [secret, ...(options.formerSecrets ?? [])],
    locale: options.language ?? 'en',
    staff: options.staff ?? [],
    ...FORM_DEFAULTS,
    ...options.forms,
    unsubscribeUrl: (token) => `${urls.publicUrl}${UNSUBSCRIBE_PATH}/${token}`,
  });
  const { providerWebhooks, background, eraseAccount, search, ...services } = createShop({
    ...{ database, clock, currency, timeZone, provider, reservationSeconds, webhooks },
    ...(edgePurge && { edgeCache: createEdgeCache(edgePurge) }),
    ...(searchMaxProducts !== undefined && { searchMaxProducts }),
    jobs: [...jobs, media.job],
    urls: media.urls,
    linkKeys: deriveLinkKeys(secret, options.formerSecrets ?? []),
    onFault: ({ error, ...fault }) =>
      log[isTransient(error) ? 'warn' : 'error']({ ...fault, err: error }, 'background'),
    onSearchTooLarge: (advice) =>
      log.warn({ setting: 'TRASTIENDA_SEARCH_MAX_PRODUCTS', searchMaxProducts }, advice),
    ...(reservationLimits && {
      reservationLimits: { ...reservationLimits, addressKeyOf: createAddressKeys(secret) },
    }),
    ...(options.notifications && {
      notifications: { ...options.notifications, counterKeyOf: createEmailKeys(secret) },
    }),
    ...(options.language && { locale: options.language }),
    ...(checkoutRetentionDays !== undefined && { checkoutRetentionDays }),
    ...(pollMs !== undefined && { pollMs }),
    ...(paymentRetryMs !== undefined && { paymentRetryMs }),
  });
  const settings = createSettingsService({
    ...{ database, currency, reservationSeconds },
    name: options.accounts.shopName,
    passwordMinLength: options.accounts.passwordMinLength,
    payments: {
      provider: payments.kind,
      publicKey: payments.kind === 'stripe' ? payments.publishableKey : null,
    },
    payableStep: (code) => provider.payableStep(code),
  });
  const deliver = () => postWebhooksTo(`${urls.serverUrl}/webhooks/${provider.name}`);
  return {
    services: { ...services, ...forms, shop: settings, media: media.service },
    mediaFiles: media.files,
    images: media.images,
    search,
    providerWebhooks: { provider: provider.name, service: providerWebhooks },
    background,
    eraseAccount,
    sandbox: sandbox && {
      driver: sandbox.driver,
      sendWebhooks: () => sandbox.sender.sendDue(deliver()),
    },
    locate(found) {
      urls = found;
    },
    register: () => background.relay.register(),
    start() {
      background.start();
      sandbox?.sender.start(deliver());
    },
    async stop(withinMs) {
      await Promise.all([background.stop(withinMs), sandbox?.sender.stop(withinMs)]);
    },
  };
}
