import type { Clock } from '@trastienda/base';
import type {
  ReconcileInput,
  ReconciliationDifference,
  ReconciliationReport,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { ledgerTotals } from '../../ledger/ledger-totals.ts';
import type { PaymentProvider } from '../../payments/payment-provider.ts';
import { type Books, compareBooks } from './compare-books.ts';
import { readBooks } from './read-books.ts';
import { listUnknown } from './unknown-payments.ts';

/** Default time span of a report, in days. */
const DAYS = 30;
/** Maximum concurrent requests to the provider. */
const AT_ONCE = 5;

type Totals = ReconciliationReport['totals'][number];

/** Sums amounts per currency, in the order in which the currencies appear. */
function createTotals() {
  const byCurrency = new Map<string, Totals>();
  return {
    of(currency: string): Totals {
      const totals = byCurrency.get(currency) ?? {
        currency,
        provider: { captured: 0, refunded: 0 },
        ledger: { captured: 0, refunded: 0 },
        orders: { paid: 0, refunded: 0 },
      };
      byCurrency.set(currency, totals);
      return totals;
    },
    all: () => [...byCurrency.values()],
  };
}

function addUp({ provider, ledger, orders }: Totals, books: Books): void {
  const { captured, refunded } = ledgerTotals(books.entries);
  ledger.captured += captured;
  ledger.refunded += refunded;
  provider.captured += books.provider?.amountCaptured ?? 0;
  provider.refunded += books.provider?.amountRefunded ?? 0;
  orders.paid += books.order?.paidAmount ?? 0;
  orders.refunded += books.order?.refundedAmount ?? 0;
}

const isOfProvider = (kind: ReconciliationDifference['kind']) =>
  kind === 'captured-differs' || kind === 'refunded-differs';

export interface ReconcileDeps {
  readonly database: Database;
  readonly provider: PaymentProvider;
  readonly clock: Clock;
}

/** Implements `LedgerService.reconcile`. */
export async function reconcile(
  deps: ReconcileDeps,
  input: ReconcileInput,
): Promise<ReconciliationReport> {
  const { database, clock, provider } = deps;
  // Include payments of the current millisecond.
  const until =
    input.until === undefined ? new Date(clock.now().getTime() + 1) : new Date(input.until);
  const from =
    input.from === undefined ? new Date(until.getTime() - DAYS * 86_400_000) : new Date(input.from);
  const { limit, cursor } = input;
  const page = await database.payments.listSpan({ from, until }, { limit, cursor });

  const totals = createTotals();
  const differences: ReconciliationDifference[] = [];
  for (let start = 0; start < page.payments.length; start += AT_ONCE) {
    const some = page.payments.slice(start, start + AT_ONCE);
    for (const books of await Promise.all(some.map(({ id }) => readBooks(deps, id)))) {
      addUp(totals.of(books.payment.currency), books);
      const found = compareBooks(books);
      differences.push(...found);
      // A change at the provider whose webhook was lost: a worker reads it.
      if (found.some(({ kind }) => isOfProvider(kind))) {
        const { id, provider: name } = books.payment;
        await database.payments.schedule(name, { id, reference: null }, clock.now());
      }
    }
  }

  for await (const unknown of listUnknown(deps, page.covered)) {
    const { reference, amount, amountCaptured, amountRefunded } = unknown;
    const { provider: sums } = totals.of(amount.currency);
    sums.captured += amountCaptured;
    sums.refunded += amountRefunded;
    differences.push({
      kind: 'unknown-to-shop',
      paymentId: null,
      orderId: null,
      reference,
      message: `${provider.name} has a payment that the shop does not know.`,
      expected: amount,
      actual: null,
    });
  }
  return {
    payments: page.payments.length,
    totals: totals.all(),
    differences,
    nextCursor: page.nextCursor,
  };
}
