import { parseArgs } from 'node:util';
import { decimalText, isCurrency, minorUnitDigits } from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import { systemClock } from '@trastienda/shop';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/** What an operator says of stored amounts: they were written with so many decimals. */
interface Statement {
  readonly currency: string;
  readonly digits: number;
}

function readStatement(text: string): Statement {
  const [, currency = '', digits = ''] = /^([A-Z]{3})=(\d)$/.exec(text) ?? [];
  if (!isCurrency(currency)) {
    throw new UsageError(`"${text}" is not a currency and its decimals, like HUF=2.`);
  }
  return { currency, digits: Number(digits) };
}

type Store = Database['currencyDigits'];

async function show(store: Store): Promise<void> {
  const recorded = await store.find();
  const inUse = await store.currenciesInUse();
  if (inUse.size === 0) console.log('The database holds no amounts.');
  for (const [currency, collections] of inUse) {
    const table = isCurrency(currency) ? minorUnitDigits(currency) : 'unknown';
    const stored = recorded?.digits[currency] ?? 'not recorded';
    console.log(`${currency}  ISO 4217: ${table}, stored: ${stored}  (${collections.join(', ')})`);
  }
  const conversion = recorded?.conversion;
  if (conversion) {
    console.log(`${conversion.currency} is being converted: ${conversion.collection} is next.`);
  }
}

/** Longer than any lease of a background job. */
const MAX_LEASE_MS = 600_000;

/** A server would go on to write amounts with the digits from before. */
async function requireNoServer({ leases }: Database): Promise<void> {
  const now = systemClock.now();
  const held = await leases.findHeld(now, new Date(now.getTime() + MAX_LEASE_MS));
  if (held.length === 0) return;
  throw new UsageError(
    'A server is running, or was killed less than a minute ago. Stop all servers, then run this again.',
  );
}

async function convert(database: Database, { currency, digits: from }: Statement): Promise<void> {
  const store = database.currencyDigits;
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
    await store.begin(plan);
  }
  const begun = (await store.find())?.conversion ?? null;
  if (begun !== null && (begun.currency !== currency || begun.from !== from)) {
    throw new UsageError(
      `Another conversion is not finished. Run first: pnpm shop currency-digits ${begun.currency}=${begun.from} --convert`,
    );
  }
  let last = '';
  for (;;) {
    const collection = await store.convertSome();
    if (collection === null) break;
    if (collection !== last) console.log(`converting ${collection}`);
    last = collection;
  }
  console.log(`${currency} has ${plan.to} decimals now.`);
}

/** The digits that are recorded, and that a statement must agree with. */
async function requireFitting(
  store: Store,
  { currency, digits }: Statement,
  isConverting: boolean,
): Promise<void> {
  const recorded = await store.find();
  const stored = recorded?.digits[currency];
  if (stored !== undefined && stored !== digits) {
    throw new UsageError(
      `It is recorded already that amounts in ${currency} are stored with ${stored} decimals.`,
    );
  }
  const table = minorUnitDigits(currency);
  if (digits > table) {
    throw new UsageError(
      `ISO 4217 gives ${currency} ${table} decimals: amounts with ${digits} would have to lose some. ` +
        'Start with a new database and import the products again.',
    );
  }
  if (digits === table || isConverting) return;
  const example = (await store.findExample(currency)) ?? 1_000_000;
  throw new UsageError(
    `ISO 4217 gives ${currency} ${table} decimals, so all amounts have to be converted: a stored ${example} that means ` +
      `${decimalText(example, digits)} ${currency} gets ${'0'.repeat(table - digits)} at its end. ` +
      'Stop all servers, make a backup, and run this again with --convert.',
  );
}

/** Says how many decimals the stored amounts have, and converts those that have others. */
export const currencyDigitsCommand: Command = {
  name: 'currency-digits',
  usage: '[CODE=DIGITS…] [--convert]',
  summary: 'show or state the decimals of stored amounts, or convert those of an older database',
  run: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { convert: { type: 'boolean', default: false } },
    });
    const statements = positionals.map(readStatement);
    return withDatabase(
      async ({ database }) => {
        const { currencyDigits: store } = database;
        if (statements.length === 0) await show(store);
        for (const statement of statements) {
          await requireFitting(store, statement, values.convert);
        }
        for (const statement of statements) {
          const { currency, digits } = statement;
          if (digits !== minorUnitDigits(currency)) await convert(database, statement);
          else {
            await store.record({ [currency]: digits });
            console.log(`Amounts in ${currency} stay as they are, with ${digits} decimals.`);
          }
        }
        return 0;
      },
      { isMending: true },
    );
  },
};
