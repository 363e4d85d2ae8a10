import type {
  LedgerPage,
  ListLedgerInput,
  ReconcileInput,
  ReconciliationReport,
  StaffPaymentView,
} from '@trastienda/contract';

/** What staff see of money. */
export interface LedgerService {
  list(input: ListLedgerInput): Promise<LedgerPage>;
  /**
   * Compares provider, ledger and orders, and names each difference. Where the provider has taken or
   * given back other amounts than the shop knows, a worker is set on the payment to learn of them.
   * `PAYMENT_UNAVAILABLE`.
   */
  reconcile(input: ReconcileInput): Promise<ReconciliationReport>;
  /** `PAYMENT_NOT_FOUND`. */
  payment(input: { readonly paymentId: string }): Promise<StaffPaymentView>;
}
