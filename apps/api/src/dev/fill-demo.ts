import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { minorUnitDigits } from '@trastienda/base';
import { ListProductsInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import type { DemoShop } from '../start/start-services.ts';
import { PICTURES_PATH } from './demo-pictures.ts';

/** Base URL of the pictures in the file; the server hosts them at its own address. */
const DEMO_PICTURES = 'https://images.example.com/';

export interface DemoOptions {
  /** CSV of the demo catalog. */
  readonly file: URL;
  /** URL at which browsers reach the server, for the pictures of the demo catalog. */
  readonly publicUrl: string;
}

/** Fills an empty embedded database with a demo shop. */
export async function fillForDemo(
  { catalog, currency, seedPrices }: DemoShop,
  { file, publicUrl }: DemoOptions,
): Promise<string | undefined> {
  const one = ListProductsInput.parse({ limit: 1 });
  for (const status of ['active', 'draft', 'archived'] as const) {
    if ((await catalog.staffList({ ...one, status })).items.length > 0) return undefined;
  }
  // Prices first: the catalog marks the database as filled.
  await seedPrices();
  const csv = await readFile(file, 'utf8');
  const withPictures = csv.replaceAll(DEMO_PICTURES, `${publicUrl}${PICTURES_PATH}/`);
  const rounded = (price: string) => String(Math.round(Number(price)));
  const text =
    minorUnitDigits(currency) === 0
      ? withPictures.replaceAll(/(?<=,)\d+\.\d\d(?=,)/g, rounded)
      : withPictures;
  const { created } = await catalog.import(
    () => Readable.from([Buffer.from(text)]),
    OPERATOR_ORIGIN,
  );
  return `A demo catalog of ${created} products was imported.`;
}
