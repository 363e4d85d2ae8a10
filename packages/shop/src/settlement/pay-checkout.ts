import type { Keyed, KeyedMutex } from '@trastienda/base';
import {
  findResponse,
  hashesOf,
  runIdempotent,
  runWithoutLookup,
  withCommittedState,
} from '@trastienda/mongo';
import {
  type Buyer,
  buyerKeyOf,
  type CallOrigin,
  type CheckoutView,
  isShopError,
  type PayCheckoutInput,
} from '@trastienda/shop-contract';
import type { PaymentState } from '@trastienda/shop-db';
import { ownCheckout } from '../checkout/own-checkout.ts';
import { viewCheckout } from '../checkout/view-checkout.ts';
import type { ProviderState } from '../payments/apply-provider-state.ts';
import { askProvider } from '../payments/ask-provider.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import { rejectPayment } from '../payments/reject-payment.ts';
import { type BeginPaymentDeps, beginPayment } from './begin-payment.ts';
import {
  type KnownState,
  type Settled,
  type SettlePaymentDeps,
  settlePayment,
} from './settle-payment.ts';
import { settleWithLock } from './settle-with-lock.ts';

export interface PayCheckoutDeps extends BeginPaymentDeps, SettlePaymentDeps {
  readonly provider: PaymentProvider;
  readonly locks: KeyedMutex;
}

/** Maximum payments per call: one that another call left without a response, and its own. */
const MAX_PAYMENTS = 3;

/** Returns null when the provider rejects a payment that another call created. */
async function send(
  { provider, database, clock }: PayCheckoutDeps,
  payment: PaymentState,
  isOwn: boolean,
  requestId: string | null,
): Promise<ProviderState | null> {
  try {
    return await askProvider(provider, payment);
  } catch (error) {
    const isRejected = isShopError(error, 'PAYMENT_REJECTED');
    if (!isRejected) throw error;
    await rejectPayment({ database }, payment.id, error, { at: clock.now(), requestId });
    if (isOwn) throw error;
    return null;
  }
}

/**
 * Implements `CheckoutService.pay`: stores the payment, asks the provider, then stores its response
 * together with the response of the call. A repeated call continues after an interruption: it finds
 * its payment, which the provider identifies by the same id.
 */
export async function payCheckout(
  deps: PayCheckoutDeps,
  buyer: Buyer,
  input: Keyed<PayCheckoutInput>,
  { requestId }: CallOrigin,
): Promise<CheckoutView> {
  const { database, clock } = deps;
  const once = { procedure: 'checkout.pay', caller: buyerKeyOf(buyer), input };
  const earlier = await findResponse<CheckoutView>(deps, once);
  if (earlier !== null) return earlier.answer;

  const call = { buyer, input, requestKey: hashesOf(once).id };
  const settle = (payment: PaymentState, state: ProviderState, known: KnownState | null) => {
    const { id: paymentId, notifications } = payment;
    const answer = { paymentId, known, state, notifications, isOrdering: false };
    return settlePayment(deps, answer, { at: clock.now(), requestId });
  };
  const view = async (known: Partial<Omit<Settled, 'next'>> = {}) => {
    const checkout = known.checkout ?? (await ownCheckout(deps, buyer, input.checkoutId));
    return viewCheckout(deps, checkout, known);
  };

  for (let count = 0; count < MAX_PAYMENTS; count += 1) {
    const begun = await beginPayment(deps, call, requestId);
    const { payment } = begun;
    if (payment.status !== 'created') break;
    const isOwn = payment.requestKey === call.requestKey;
    const state = await send(deps, payment, isOwn, requestId);
    if (state === null) continue;
    if (isOwn) {
      return settleWithLock(deps, payment, state, false, () =>
        runWithoutLookup(
          deps,
          once,
          withCommittedState(begun, async (known) => {
            const { checkout, ...settled } = await settle(payment, state, known && { payment });
            return view({ ...settled, checkout: checkout ?? known?.checkout ?? null });
          }),
        ),
      );
    }
    await settleWithLock(deps, payment, state, false, () =>
      database.transaction(
        withCommittedState({ payment }, (known) => settle(payment, state, known)),
      ),
    );
  }
  return runIdempotent(deps, once, () => view());
}
