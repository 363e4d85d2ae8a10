import type { RouterOutputs } from '@trastienda/shop-client';

export type ReconciliationPage = RouterOutputs['admin']['ledger']['reconcile'];
export type ReconciliationTotals = ReconciliationPage['totals'][number];

/** What the pages of a reconciliation say together. */
export interface Reconciliation {
  readonly payments: number;
  readonly totals: readonly ReconciliationTotals[];
  readonly differences: ReconciliationPage['differences'];
}

function sum(one: ReconciliationTotals, other: ReconciliationTotals): ReconciliationTotals {
  return {
    currency: one.currency,
    provider: {
      captured: one.provider.captured + other.provider.captured,
      refunded: one.provider.refunded + other.provider.refunded,
    },
    ledger: {
      captured: one.ledger.captured + other.ledger.captured,
      refunded: one.ledger.refunded + other.ledger.refunded,
    },
    orders: {
      paid: one.orders.paid + other.orders.paid,
      refunded: one.orders.refunded + other.orders.refunded,
    },
  };
}

/** Adds the pages of a reconciliation up, by currency. */
export function addUp(pages: readonly ReconciliationPage[]): Reconciliation {
  const totals = new Map<string, ReconciliationTotals>();
  for (const total of pages.flatMap((page) => page.totals)) {
    const before = totals.get(total.currency);
    totals.set(total.currency, before === undefined ? total : sum(before, total));
  }
  return {
    payments: pages.reduce((count, page) => count + page.payments, 0),
    totals: [...totals.values()],
    differences: pages.flatMap((page) => page.differences),
  };
}
