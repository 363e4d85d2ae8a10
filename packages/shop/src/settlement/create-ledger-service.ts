import { ShopError } from '@trastienda/shop-contract';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { listEntries } from '../ledger/list-entries.ts';
import { toStaffPaymentView } from '../payments/staff-payment-view.ts';
import { type ReconcileDeps, reconcile } from './reconciliation/reconcile.ts';

/** Creates the ledger service for staff. */
export function createLedgerService(deps: ReconcileDeps): LedgerService {
  const { database } = deps;

  return {
    list: (input) => listEntries(deps, input),
    reconcile: (input) => reconcile(deps, input),
    async payment({ paymentId }) {
      const payment = await database.payments.find(paymentId);
      if (payment === null) throw new ShopError('PAYMENT_NOT_FOUND');
      return toStaffPaymentView(payment);
    },
  };
}
