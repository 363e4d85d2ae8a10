import { CURRENCIES, decimalText, isCurrency, minorUnitDigits } from '@trastienda/base';
import type { Database } from '@trastienda/shop-db';
import { EARLIER_DIGITS } from './earlier-digits.ts';

/** Stored amounts may have other decimals than assumed; the message is for operators. */
export class CurrencyDigitsError extends Error {
  override readonly name = 'CurrencyDigitsError';
}

type Store = Database['currencyDigits'];

const TABLE: Readonly<Record<string, number>> = Object.fromEntries(
  CURRENCIES.map((code) => [code, minorUnitDigits(code)]),
);

function unfinished(currency: string, from: number): CurrencyDigitsError {
  return new CurrencyDigitsError(
    `Converting the amounts in ${currency} was begun and is not finished: some are converted and some are not. ` +
      `Finish it first:\n  pnpm shop currency-digits ${currency}=${from} --convert`,
  );
}

function unknown(currency: string, collections: readonly string[]): CurrencyDigitsError {
  return new CurrencyDigitsError(
    `The database holds amounts in ${currency} (in ${collections.join(', ')}), which is not a currency of ISO 4217, ` +
      'so nobody knows how many decimals they have. Take them out with the version of the shop that wrote them, or start with a new database; ' +
      'docs/UPGRADING.md says more.',
  );
}

/** Returns the error for amounts recorded with other digits than the table has. */
function differing(currency: string, digits: number): CurrencyDigitsError {
  const table = minorUnitDigits(currency);
  const facts = `Amounts in ${currency} are stored with ${digits} decimals, and ISO 4217 gives it ${table}. `;
  return new CurrencyDigitsError(
    digits > table
      ? `${facts}They would have to lose some: start with a new database and import the products again.`
      : `${facts}Stop all servers, make a backup, and have the amounts converted:\n` +
          `  pnpm shop currency-digits ${currency}=${digits} --convert`,
  );
}

/** Returns the error for stored amounts whose digits only the operator knows. */
async function ambiguous(store: Store, currency: string): Promise<CurrencyDigitsError> {
  const digits = minorUnitDigits(currency);
  const example = (await store.findExample(currency)) ?? 1_000_000;
  const says = (written: number) => `${decimalText(example, written)} ${currency}`;
  const others = (EARLIER_DIGITS[currency] ?? []).filter((each) => each !== digits);
  return new CurrencyDigitsError(
    `The database holds amounts in ${currency} from before decimals followed ISO 4217: a stored ${example} may mean ` +
      `${[digits, ...others].map(says).join(' or ')}, by the version of Node or the program that wrote it. ` +
      'Look at a price that you know, and state the decimals that amounts were written with:\n' +
      [
        `  pnpm shop currency-digits ${currency}=${digits}   # ${says(digits)}: they stay as they are`,
        ...others.map(
          (each) =>
            `  pnpm shop currency-digits ${currency}=${each} --convert   # ${says(each)}: they are converted`,
        ),
      ].join('\n'),
  );
}

/**
 * Checks that stored amounts have the digits of the currency table, and records them. Nothing is
 * served or written before. Safe to call from several processes at once.
 *
 * @throws {CurrencyDigitsError} when amounts have, or might have, other digits.
 */
export async function checkCurrencyDigits({
  currencyDigits: store,
}: Pick<Database, 'currencyDigits'>): Promise<void> {
  const recorded = await store.find();
  if (recorded?.conversion)
    throw unfinished(recorded.conversion.currency, recorded.conversion.from);
  const digits = recorded?.digits ?? {};
  if (CURRENCIES.every((code) => digits[code] === TABLE[code])) return;

  const inUse = await store.currenciesInUse();
  // A process that has written amounts since has recorded their digits first.
  const latest = (await store.find())?.digits ?? digits;
  for (const [currency, collections] of inUse) {
    if (!isCurrency(currency)) throw unknown(currency, collections);
    const known = latest[currency];
    if (known !== undefined && known !== minorUnitDigits(currency)) {
      throw differing(currency, known);
    }
    if (known === undefined && EARLIER_DIGITS[currency] !== undefined) {
      throw await ambiguous(store, currency);
    }
  }
  const withdrawn = [...inUse.keys()].map((code) => [code, minorUnitDigits(code)]);
  const isRecorded = await store.record({ ...TABLE, ...Object.fromEntries(withdrawn) });
  // A conversion has begun meanwhile: the next read shows its state.
  if (!isRecorded) await checkCurrencyDigits({ currencyDigits: store });
}
