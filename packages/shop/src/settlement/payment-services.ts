import type {
  CallOrigin,
  LedgerPage,
  ListLedgerInput,
  ReconcileInput,
  ReconciliationReport,
  StaffPaymentView,
} from '@trastienda/contract';
import type { PaymentState } from '@trastienda/db';
import type { NewRefund } from '../payments/begin-refund.ts';

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

/** What the rest of buying asks of payments. */
export interface Payments {
  /**
   * Reserves a refund, within the caller's transaction: from here on nobody else can give the same
   * money back. One of nothing has succeeded with that, and no provider hears of it.
   * `REFUND_EXCEEDS`. Gives the payment as it is afterwards.
   */
  beginRefund(
    paymentId: string,
    refund: NewRefund,
    cause: { readonly at: Date; readonly requestId: string | null },
  ): Promise<PaymentState>;
  /**
   * Brings a payment as far as it gets by itself: asks the provider how it stands, writes that
   * down, places the order, takes the money, voids or gives back what has no order, sends refunds
   * that were begun. Every step may be repeated and is taken up by a worker where a process died.
   * `PAYMENT_UNAVAILABLE` when the provider does not answer: the rest is done later.
   */
  advance(paymentId: string, cause: { readonly requestId: string | null }): Promise<PaymentState>;
}

/** What HTTP hands to payments. */
export interface WebhookService {
  /**
   * Takes a webhook of the provider. Returns once it is safely written down; what it says is then
   * acted upon, now or by a worker. Any webhook may come twice, late, or in another order.
   * `WEBHOOK_INVALID`.
   */
  receive(
    body: string,
    header: (name: string) => string | undefined,
    origin: CallOrigin,
  ): Promise<void>;
}
