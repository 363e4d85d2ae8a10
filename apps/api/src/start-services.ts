import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ListProductsInput } from '@trastienda/contract';
import { type Database, openDatabase } from '@trastienda/db';
import type { Services } from '@trastienda/router';
import { createCatalogService, systemClock } from '@trastienda/shop';
import type { Logger } from 'pino';
import { checkCurrency } from './check-currency.ts';
import { checkIndexes } from './check-indexes.ts';
import type { Config } from './env.ts';
import { locateDatabase } from './locate-database.ts';

const DEMO_CATALOGUE = fileURLToPath(new URL('../demo/catalogue.csv', import.meta.url));

export interface StartedServices {
  readonly services: Services;
  readonly database: Pick<Database, 'ping' | 'close'>;
  /** What a newcomer should know about what was started, a line each. */
  readonly banner: readonly string[];
}

/** Fills an empty embedded database, so that a newcomer has something to look at. */
async function importDemoCatalogue(services: Services): Promise<string | undefined> {
  const { catalog } = services;
  const one = ListProductsInput.parse({ limit: 1 });
  for (const status of ['active', 'draft', 'archived'] as const) {
    if ((await catalog.staffList({ ...one, status })).items.length > 0) return undefined;
  }
  const { created } = await catalog.import(() => createReadStream(DEMO_CATALOGUE));
  return `A demo catalogue of ${created} products was imported.`;
}

/** Opens the database and builds the use cases on it; leaves nothing open when it fails. */
export async function startServices(config: Config, log: Logger): Promise<StartedServices> {
  const { uri, isEmbedded, description } = await locateDatabase(config);
  const database = await openDatabase(uri);
  try {
    const { unknown } = await checkIndexes(database, isEmbedded);
    if (unknown.length > 0) log.warn({ unknown }, 'the database has undeclared indexes');
    await checkCurrency(database, config.currency);
    const services = {
      catalog: createCatalogService({ database, clock: systemClock, currency: config.currency }),
    };
    const demo = isEmbedded && config.demo ? await importDemoCatalogue(services) : undefined;
    return {
      services,
      database,
      banner: [description, ...(demo === undefined ? [] : [demo])],
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
