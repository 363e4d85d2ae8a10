import { parseArgs } from 'node:util';
import { decimalText, isCurrency, minorUnitDigits } from '@trastienda/base';
import type { Database } from '@trastienda/shop-db';
import { type AmountsStatement, convertAmounts } from './convert-amounts.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

function readStatement(text: string): AmountsStatement {
  const [, currency = '', digits = ''] = /^([A-Z]{3})=(\d)$/.exec(text) ?? [];
  if (!isCurrency(currency)) {
    throw new UsageError(`"${text}" is not a currency and its decimals, like HUF=2.`);
  }
  return { currency, digits: Number(digits) };
}

function readStatements(texts: readonly string[]): AmountsStatement[] {
  const statements = texts.map(readStatement);
  const currencies = new Set<string>();
  for (const { currency } of statements) {
    if (currencies.has(currency)) throw new UsageError(`${currency} is named twice.`);
    currencies.add(currency);
  }
  return statements;
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

/** Returns the recorded digits, which a statement must agree with. */
async function requireFitting(
  store: Store,
  { currency, digits }: AmountsStatement,
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

/**
 * The command `currency-digits`: records how many decimals stored amounts have, and converts those
 * with others.
 */
export const currencyDigitsCommand: Command = {
  name: 'currency-digits',
  usage: '[CODE=DIGITS…] [--convert]',
  summary: 'show or state the decimals of stored amounts, or convert those of an older database',
  options: ['convert'],
  run: (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { convert: { type: 'boolean', default: false } },
    });
    const statements = readStatements(positionals);
    return withDatabase(
      async ({ database }) => {
        const { currencyDigits: store } = database;
        if (statements.length === 0) await show(store);
        for (const statement of statements) {
          await requireFitting(store, statement, values.convert);
        }
        for (const statement of statements) {
          const { currency, digits } = statement;
          if (digits !== minorUnitDigits(currency)) await convertAmounts(database, statement);
          else if (await store.record({ [currency]: digits })) {
            console.log(`Amounts in ${currency} stay as they are, with ${digits} decimals.`);
          } else throw new UsageError(`Amounts in ${currency} are being converted.`);
        }
        return 0;
      },
      { require: 'migrations' },
    );
  },
};
