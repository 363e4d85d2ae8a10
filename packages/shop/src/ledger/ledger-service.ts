import type {
  LedgerPage,
  ListLedgerInput,
  ReconcileInput,
  ReconciliationReport,
  StaffPaymentView,
} from '@trastienda/shop-contract';

/** Ledger, reconciliation and payments for staff. */
export interface LedgerService {
  list(input: ListLedgerInput): Promise<LedgerPage>;
  /**
   * Compares provider, ledger and orders, and reports each difference. Schedules a payment for
   * settlement when the provider's captured or refunded amounts differ from the shop's.
   * @throws {ShopError} PAYMENT_UNAVAILABLE when the provider cannot be reached.
   */
  reconcile(input: ReconcileInput): Promise<ReconciliationReport>;
  /**
   * Returns a payment with its refunds.
   * @throws {ShopError} PAYMENT_NOT_FOUND when there is no such payment.
   */
  payment(input: { readonly paymentId: string }): Promise<StaffPaymentView>;
}
