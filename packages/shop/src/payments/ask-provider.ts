import { isShopError, ShopError } from '@trastienda/shop-contract';
import type { PaymentState } from '@trastienda/shop-db';
import type { ProviderState } from './apply-provider-state.ts';
import { FREE_PROVIDER, stateOfFree } from './free-payment.ts';
import type { Step } from './next-step.ts';
import type { PaymentProvider } from './payment-provider.ts';

/**
 * Requires that the payment belongs to the configured provider.
 * @throws {ShopError} PAYMENT_UNAVAILABLE for a provider that the shop no longer uses.
 */
function requireOwn(provider: PaymentProvider, payment: PaymentState): void {
  if (provider.name === payment.provider) return;
  throw new ShopError('PAYMENT_UNAVAILABLE', {
    message: `The payment belongs to the provider ${payment.provider}; the shop now uses ${provider.name}.`,
    details: { code: 'other_provider' },
  });
}

/** Creates the payment at its provider, or returns its state when it was already created. */
async function createAtProvider(
  provider: PaymentProvider,
  payment: PaymentState,
): Promise<ProviderState> {
  if (payment.provider === FREE_PROVIDER) return stateOfFree(payment);
  requireOwn(provider, payment);
  const { id: paymentId, createdAt, amount, currency, paymentMethod, checkoutId } = payment;
  return provider.create({
    paymentId,
    begunAt: createdAt,
    amount: { amount, currency },
    paymentMethod,
    description: `Checkout ${checkoutId}`,
  });
}

/** Returns the state of a payment at its provider. */
export async function askProvider(
  provider: PaymentProvider,
  payment: PaymentState,
): Promise<ProviderState> {
  const { reference } = payment;
  if (reference === null || payment.provider === FREE_PROVIDER) {
    return createAtProvider(provider, payment);
  }
  requireOwn(provider, payment);
  return provider.fetch(reference);
}

export interface StepOutcome {
  readonly state: ProviderState;
  /**
   * Why the provider rejected the step, with the payment's `state` after it; null when it did not.
   */
  readonly rejection: ShopError | null;
}

function isRejection(error: unknown): error is ShopError {
  return isShopError(error, 'PAYMENT_REJECTED');
}

/** Returns the state of a payment after the provider has permanently rejected a step. */
async function afterRejection(
  provider: PaymentProvider,
  reference: string,
  step: Step,
): Promise<ProviderState> {
  const state = await provider.fetch(reference);
  if (step.kind === 'capture' && state.status === 'authorized') {
    // A payment that cannot be captured is voided; its order is canceled once that has succeeded.
    return provider.void(reference);
  }
  if (step.kind !== 'refund') return state;
  const { id: refundId, amount } = step.refund;
  if (state.refunds.some((refund) => refund.refundId === refundId)) return state;
  const failed = { reference: null, refundId, amount, status: 'failed' } as const;
  return { ...state, refunds: [...state.refunds, failed] };
}

/**
 * Executes a step at the provider. After PAYMENT_UNAVAILABLE its outcome is unknown.
 * @throws {ShopError} PAYMENT_UNAVAILABLE.
 */
export async function takeStep(
  provider: PaymentProvider,
  payment: PaymentState,
  step: Step,
): Promise<StepOutcome> {
  requireOwn(provider, payment);
  const { reference, currency } = payment;
  if (reference === null) throw new Error(`Payment ${payment.id} has no reference.`);
  try {
    switch (step.kind) {
      case 'capture':
        return { state: await provider.capture(reference), rejection: null };
      case 'void':
        return { state: await provider.void(reference), rejection: null };
      case 'refund': {
        const { id: refundId, amount } = step.refund;
        const refund = { refundId, amount: { amount, currency } };
        return { state: await provider.refund(reference, refund), rejection: null };
      }
    }
  } catch (error) {
    if (!isRejection(error)) throw error;
    return { state: await afterRejection(provider, reference, step), rejection: error };
  }
}
