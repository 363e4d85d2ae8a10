import { type Actor, type Authenticator, systemClock } from '@trastienda/base';
import { stopBackground } from '@trastienda/http/node';
import { createCipher, type RateLimitStore } from '@trastienda/mongo';
import { createCatalogService, seedDemoPricing } from '@trastienda/shop';
import type { Permission, Role } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import type { Services } from '@trastienda/shop-router';
import type { Logger } from 'pino';
import { type Config, ConfigError, type EncryptionKeys } from '../config/env.ts';
import { checkCurrency } from './check-currency.ts';
import { configureAuth, type ShopAuth } from './configure-auth.ts';
import { configureEmails, type EmailDelivery } from './configure-emails.ts';
import type { SizeOfImage } from './configure-media.ts';
import { type ConfiguredShop, configureShop } from './configure-shop.ts';
import { checkCurrencyDigits } from './currency-digits/check-currency-digits.ts';
import { exitWithoutDatabase } from './exit-without-database.ts';
import { type DatabaseLocation, locateDatabase } from './locate-database.ts';
import { prepareDatabase } from './prepare-database.ts';
import { loadEncryptionKeys } from './secrets/encryption-keys.ts';
import { findMissingKeys } from './secrets/missing-keys.ts';

export interface StartOptions {
  readonly log: Logger;
  /** URL at which browsers reach the server. */
  readonly publicUrl?: string;
  readonly sizeOfImage?: SizeOfImage;
  /** Fills an empty embedded database; returns a sentence about what it did. */
  readonly fillForDemo?: (shop: DemoShop) => Promise<string | undefined>;
}

/** The services that fill a demo shop. */
export interface DemoShop extends Pick<Services, 'catalog'> {
  readonly currency: string;
  seedPrices(): Promise<void>;
}

export interface StartedServices {
  readonly services: Services;
  readonly authenticator: Authenticator<Actor<Role, Permission>>;
  readonly operator: Pick<ShopAuth['operator'], 'makeOwner'>;
  readonly rateLimits: RateLimitStore;
  /** Secret of 32 bytes from which keys are derived; the same in all processes. */
  readonly secret: Uint8Array;
  readonly emails: Pick<EmailDelivery, 'start' | 'outbox'>;
  readonly shop: Pick<
    ConfiguredShop,
    'providerWebhooks' | 'mediaFiles' | 'sandbox' | 'locate' | 'start' | 'stop'
  >;
  ping(): Promise<void>;
  /**
   * Stops background work, then closes the database; call it after the last call. A mail server or
   * payment provider that does not respond gets a part of `withinMs`, so that the database closes
   * in time; the next start retries its work.
   */
  close(withinMs: number): Promise<void>;
  /** Lines about the started services, for newcomers. */
  readonly banner: readonly string[];
}

async function warnOfMissingKeys(
  { accounts }: Pick<Database, 'accounts'>,
  encryptionKeys: EncryptionKeys,
  log: Logger,
): Promise<void> {
  try {
    const keyIds = await findMissingKeys(accounts, encryptionKeys);
    if (keyIds.length === 0) return;
    log.warn({ keyIds }, 'second factors are sealed with keys that are not configured');
  } catch (error) {
    log.debug({ err: error }, 'the keys of second factors could not be checked');
  }
}

/** Opens the database and creates the services; leaves nothing open when it fails. */
export async function startServices(
  config: Config,
  options: StartOptions,
): Promise<StartedServices> {
  const { log } = options;
  const location = await locateDatabase(config, {
    onAway: () => log.error('the embedded database has ended; reopening it'),
    onReopened: () => log.warn('the embedded database is open again'),
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded database is lost');
      exitWithoutDatabase(error);
    },
  });
  try {
    return await startOn(location, config, options);
  } catch (error) {
    location.close();
    throw error;
  }
}

async function startOn(
  { uri, isEmbedded, description, close: closeLocation }: DatabaseLocation,
  config: Config,
  { log, fillForDemo, publicUrl, sizeOfImage }: StartOptions,
): Promise<StartedServices> {
  const database = await openDatabase(uri);
  try {
    const { unknown, left } = await prepareDatabase(database, {
      isEmbedded,
      now: systemClock.now,
      onProgress: (progress) => log.info(progress, 'migrating stored data'),
    });
    if (unknown.length > 0) log.warn({ unknown }, 'the database has undeclared indexes');
    if (left.length > 0) log.warn({ left }, 'some stored data could not be migrated');
    await checkCurrencyDigits(database);
    await checkCurrency(database, config.currency);
    const encryptionKeys = await loadEncryptionKeys(config, database);
    // Not awaited: it takes a while on a large database, and nothing depends on it.
    void warnOfMissingKeys(database, encryptionKeys, log);
    const emails = configureEmails({ database, config, encryptionKeys, log });
    const { currency, timeZone } = config;
    const { payments, ...buying } = config.buying;
    if (payments === null) throw new ConfigError(['TRASTIENDA_PAYMENTS is required'], []);
    const shop = configureShop({
      ...{ database, clock: systemClock, currency, timeZone, payments, ...buying, log },
      language: config.language,
      notifications: { emails: emails.queue, ...config.notifications },
      emails: emails.queue,
      forms: config.forms,
      staff: config.notifications.staff,
      accounts: config.accounts,
      secret: encryptionKeys[0].key,
      formerSecrets: encryptionKeys.slice(1).map(({ key }) => key),
      webhooks: { cipher: createCipher(encryptionKeys), local: config.webhooks.local },
      edgePurge: config.edgePurge,
      searchMaxProducts: config.searchMaxProducts,
      media: config.media,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(sizeOfImage && { sizeOfImage }),
    });
    await shop.register();
    const { authenticator, operator, ...accounts } = configureAuth({
      ...{ database, config, encryptionKeys },
      emails: emails.queue,
      onDeleted: shop.eraseAccount,
    });
    const services: Services = {
      ...accounts,
      ...shop.services,
      catalog: createCatalogService({
        ...{ database, clock: systemClock, currency },
        images: shop.images,
        search: shop.search,
      }),
    };
    const seedPrices = () => seedDemoPricing({ database, clock: systemClock, currency });
    const demo =
      isEmbedded && config.demo
        ? await fillForDemo?.({ catalog: services.catalog, seedPrices, currency })
        : undefined;
    return {
      services,
      authenticator,
      operator,
      rateLimits: database.rateLimits,
      secret: encryptionKeys[0].key,
      emails,
      shop,
      ping: () => database.ping(),
      async close(withinMs) {
        await stopBackground([emails, shop], withinMs, log);
        await database.close();
        closeLocation();
      },
      banner: [description, ...(demo === undefined ? [] : [demo])],
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
