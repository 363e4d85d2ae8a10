import type { Fallible } from '@trastienda/base';
import type {
  LedgerPage,
  ListLedgerInput,
  ReconcileInput,
  ReconciliationReport,
  StaffPaymentView,
} from '@trastienda/shop-contract';

/** Ledger, reconciliation and payments for staff. */
export interface LedgerService {
  list(input: ListLedgerInput): Fallible<LedgerPage, 'CURSOR_INVALID'>;
  /**
   * Compares provider, ledger and orders, and reports each difference. Schedules a payment for
   * settlement when the provider's captured or refunded amounts differ from the shop's.
   * @throws {ShopError} PAYMENT_UNAVAILABLE when the provider cannot be reached.
   */
  reconcile(
    input: ReconcileInput,
  ): Fallible<ReconciliationReport, 'PAYMENT_UNAVAILABLE' | 'CURSOR_INVALID'>;
  /**
   * Returns a payment with its refunds.
   * @throws {ShopError} PAYMENT_NOT_FOUND when there is no such payment.
   */
  payment(input: { readonly paymentId: string }): Fallible<StaffPaymentView, 'PAYMENT_NOT_FOUND'>;
}
