import { describe, expect, test } from 'vitest';
import { paymentStepOf } from './payment-step.ts';
import { checkoutOf, paymentOf } from './testing/checkouts.ts';

const declined = { code: 'card_declined', message: 'The card was declined.' };

describe('A checkout needs', () => {
  test('a way to pay, at first and after a failure', () => {
    expect(paymentStepOf(checkoutOf(), false)).toEqual({ kind: 'choose', failure: null });
    const failed = checkoutOf({ payment: paymentOf('failed', { failure: declined }) });
    expect(paymentStepOf(failed, false)).toEqual({ kind: 'choose', failure: 'card_declined' });
  });

  test('a confirmation with the bank', () => {
    const payment = paymentOf('requires-action', { actionUrl: 'http://bank.test/' });
    const step = paymentStepOf(checkoutOf({ payment }), false);
    expect(step).toEqual({ kind: 'confirm', url: 'http://bank.test/' });
  });

  test('another way to pay when the bank has declined the confirmation', () => {
    const payment = paymentOf('requires-action', {
      actionUrl: 'http://bank.test/',
      failure: declined,
    });
    expect(paymentStepOf(checkoutOf({ payment }), false).kind).toBe('choose');
  });

  test("Stripe's form for a payment at Stripe, also after a declined card", () => {
    const payment = paymentOf('requires-action', {
      ...{ provider: 'stripe', clientSecret: 'pi_secret', failure: declined },
    });
    const step = paymentStepOf(checkoutOf({ payment }), false);
    expect(step).toEqual({ kind: 'card', clientSecret: 'pi_secret' });
  });

  test('patience while the provider decides, and then its order, also after its time', () => {
    const waiting = checkoutOf({ payment: paymentOf('processing') });
    expect(paymentStepOf(waiting, true)).toEqual({ kind: 'wait' });
    const authorized = checkoutOf({ payment: paymentOf('authorized') });
    expect(paymentStepOf(authorized, true)).toEqual({ kind: 'complete' });
  });

  test('nothing once it has an order, or has ended', () => {
    const ordered = checkoutOf({ status: 'completed', orderId: 'order' });
    expect(paymentStepOf(ordered, true)).toEqual({ kind: 'ordered', orderId: 'order' });
    const replaced = checkoutOf({ status: 'cancelled' });
    expect(paymentStepOf(replaced, false)).toEqual({ kind: 'ended', status: 'cancelled' });
    expect(paymentStepOf(checkoutOf(), true)).toEqual({ kind: 'ended', status: 'expired' });
  });
});
