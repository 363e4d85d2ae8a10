import { type CurrencyCode, minorUnitDigits, systemClock } from '@trastienda/base';
import type { Database } from '@trastienda/shop-db';
import { UsageError } from './run-commands.ts';

/** An operator's statement: the number of decimals that stored amounts were written with. */
export interface AmountsStatement {
  readonly currency: CurrencyCode;
  readonly digits: number;
}

/** Longer than any lease of a background job. */
const MAX_LEASE_MS = 600_000;

/** A running server would keep writing amounts with the old digits. */
async function requireNoServer({ leases }: Pick<Database, 'leases'>): Promise<void> {
  const now = systemClock.now();
  const reserved = await leases.findHeld(now, new Date(now.getTime() + MAX_LEASE_MS));
  if (reserved.length === 0) return;
  throw new UsageError(
    'A server is running, or was killed less than a minute ago. Stop all servers, then run this again.',
  );
}

/** A conversion that could not begin may continue only if the same one is in progress. */
async function requireUnderWay(
  store: Database['currencyDigits'],
  { currency, digits }: AmountsStatement,
): Promise<void> {
  const recorded = await store.find();
  const conversion = recorded?.conversion ?? null;
  if (conversion === null) {
    const stored = recorded?.digits[currency] ?? 'unknown';
    throw new UsageError(
      `Another command was at work at the same time, and nothing was converted by this one. Decimals of ${currency} now: ${stored}.`,
    );
  }
  if (conversion.currency === currency && conversion.from === digits) return;
  throw new UsageError(
    `Another conversion is not finished. Run first: pnpm shop currency-digits ${conversion.currency}=${conversion.from} --convert`,
  );
}

/**
 * Converts all amounts in a currency to the decimals of ISO 4217, or continues an interrupted
 * conversion. Safe to run concurrently: every amount is converted once.
 *
 * @throws {UsageError} when a server runs, when an amount would be too large, when another
 *   conversion is unfinished, or when the amounts are recorded with other decimals.
 */
export async function convertAmounts(
  database: Pick<Database, 'currencyDigits' | 'leases'>,
  statement: AmountsStatement,
): Promise<void> {
  const store = database.currencyDigits;
  const { currency, digits: from } = statement;
  const plan = { currency, from, to: minorUnitDigits(currency) };
  await requireNoServer(database);
  const current = (await store.find())?.conversion ?? null;
  if (current === null) {
    const tooLarge = await store.findTooLarge(plan);
    if (tooLarge !== null) {
      throw new UsageError(
        `An amount in ${tooLarge} would be larger than the shop can count. Nothing was converted.`,
      );
    }
  }
  if (current !== null || !(await store.begin(plan))) await requireUnderWay(store, statement);
  let last = '';
  for (;;) {
    const collection = await store.convertSome();
    if (collection === null) break;
    if (collection !== last) console.log(`converting ${collection}`);
    last = collection;
  }
  console.log(`${currency} has ${plan.to} decimals now.`);
}
