import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { systemClock } from '@trastienda/base';
import { createLedgerService, type PaymentProvider } from '@trastienda/shop';
import { ReconcileInput, type ReconciliationReport } from '@trastienda/shop-contract';
import { pino } from 'pino';
import type { PaymentsConfig } from '../config/env.ts';
import { escapeUnseen } from '../start/log/escape-line.ts';
import { createPaymentProvider } from '../start/payments/create-payment-provider.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

function inputOf(args: readonly string[]): ReconcileInput {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { from: text, until: text } });
  const timeOf = (time: string | undefined) => {
    if (time === undefined) return undefined;
    if (Number.isNaN(Date.parse(time))) throw new UsageError(`${time} is no time like 2026-01-31.`);
    return new Date(time).toISOString();
  };
  // One end for all pages, because new payments keep arriving.
  const until = timeOf(values.until) ?? systemClock.now().toISOString();
  return ReconcileInput.parse({ from: timeOf(values.from), until });
}

function printDifference(difference: ReconciliationReport['differences'][number]): void {
  const { kind, message, reference, paymentId, expected, actual } = difference;
  const amounts = [
    ...(expected === null ? [] : [`expected ${expected.amount} ${expected.currency}`]),
    ...(actual === null ? [] : [`found ${actual.amount} ${actual.currency}`]),
  ];
  const what = [message, ...amounts].join(', ');
  console.log(escapeUnseen(`${kind}  ${paymentId ?? reference ?? ''}: ${what}`));
}

type Total = ReconciliationReport['totals'][number];

function addTotals(sum: Total | undefined, more: Total): Total {
  if (sum === undefined) return more;
  const { provider, ledger, orders } = sum;
  return {
    currency: sum.currency,
    provider: {
      captured: provider.captured + more.provider.captured,
      refunded: provider.refunded + more.provider.refunded,
    },
    ledger: {
      captured: ledger.captured + more.ledger.captured,
      refunded: ledger.refunded + more.ledger.refunded,
    },
    orders: {
      paid: orders.paid + more.orders.paid,
      refunded: orders.refunded + more.orders.refunded,
    },
  };
}

function printTotals({ currency, provider, ledger, orders }: Total): void {
  console.log(`${currency}, in minor units:`);
  console.log(`  provider  captured ${provider.captured}, refunded ${provider.refunded}`);
  console.log(`  ledger    captured ${ledger.captured}, refunded ${ledger.refunded}`);
  console.log(`  orders    paid ${orders.paid}, refunded ${orders.refunded}`);
}

/** Creates the provider for a command, which neither sends nor receives webhooks. */
function providerOf(
  payments: PaymentsConfig | null,
  database: Parameters<typeof createPaymentProvider>[0]['database'],
): PaymentProvider {
  if (payments === null) {
    throw new UsageError(
      'Set TRASTIENDA_STRIPE_SECRET_KEY and TRASTIENDA_STRIPE_WEBHOOK_SECRET, or TRASTIENDA_PAYMENTS=sandbox.',
    );
  }
  return createPaymentProvider({
    ...{ database, payments, clock: systemClock },
    secret: randomBytes(32),
    publicUrl: () => '',
    log: pino({ level: 'silent' }),
  }).provider;
}

/** The command `reconcile`: compares provider, ledger and orders. Exits with 1 when they differ. */
export const reconcileCommand: Command = {
  name: 'reconcile',
  usage: '[--from TIME] [--until TIME]',
  summary: 'compare what the payment provider, the ledger and the orders say of payments',
  options: ['from', 'until'],
  run: (args) => {
    const input = inputOf(args);
    return withDatabase(async ({ database, config }) => {
      const provider = providerOf(config.buying.payments, database);
      const ledger = createLedgerService({ database, provider, clock: systemClock });
      const totals = new Map<string, Total>();
      let payments = 0;
      let differences = 0;
      let cursor: string | undefined;
      do {
        const page = await ledger.reconcile({ ...input, cursor });
        for (const difference of page.differences) printDifference(difference);
        for (const total of page.totals) {
          totals.set(total.currency, addTotals(totals.get(total.currency), total));
        }
        payments += page.payments;
        differences += page.differences.length;
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      for (const total of totals.values()) printTotals(total);
      console.log(`${payments} payments compared, ${differences} differences.`);
      return differences === 0 ? 0 : 1;
    });
  },
};
