import type { CheckoutState, OrderState, PaymentState, RefundState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import { orderOf } from '../orders/testing/priced-order.ts';
import type { ProviderState } from './apply-provider-state.ts';
import { nextStep, ORDER_CANCELLED, planNextAttempt, refundableOf } from './next-step.ts';
import { paymentState } from './testing/payment-state.ts';

const AT = new Date('2100-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(AT.getTime() + ms);
const RETRY_MS = 1000;

const refundOf = (
  id: string,
  status: RefundState['status'],
  parts: Partial<RefundState> = {},
): RefundState => ({
  ...{ id, status, amount: 30, lines: [], reference: null, reason: null, createdAt: AT },
  split: { sales: 30, shipping: 0, tax: 0 },
  ...parts,
});

const order = (status: OrderState['status']) => ({
  ...{ ...orderOf([{ quantity: 1, total: 100, tax: 0 }], { total: 0, tax: 0 }), status },
});

function stepOf(
  payment: PaymentState,
  {
    order: itsOrder = null,
    checkout = null,
    reported = payment.status as ProviderState['status'],
    at = AT,
  }: {
    readonly order?: OrderState | null;
    readonly checkout?: Pick<CheckoutState, 'status' | 'paymentId'> | null;
    readonly reported?: ProviderState['status'];
    readonly at?: Date;
  } = {},
) {
  const step = nextStep(payment, itsOrder, checkout, reported, { at, retryMs: RETRY_MS });
  if (step === null) return null;
  return step.kind === 'refund' ? step.refund.id : step.kind;
}

describe('the refundable amount', () => {
  test('is the captured amount, less succeeded and pending refunds', () => {
    const refunds = [
      refundOf('a', 'pending', { reference: 'theirs' }),
      refundOf('b', 'pending', { amount: 5 }),
      refundOf('c', 'failed'),
      refundOf('d', 'succeeded'),
    ];
    expect(refundableOf({ amountCaptured: 100, amountRefunded: 30, refunds })).toBe(35);
  });
});

describe('a payment that waits for its buyer', () => {
  const payment = paymentState({ status: 'requires-action' });
  const checkout = { status: 'open', paymentId: payment.id } as const;

  test('waits while an open checkout needs it', () => {
    expect(stepOf(payment, { checkout })).toBeNull();
  });

  test.each([
    ['without a checkout', {}, null],
    ['of a checkout that ended', {}, { ...checkout, status: 'expired' as const }],
    ['of a checkout that has another payment', {}, { ...checkout, paymentId: 'another' }],
    ['that was rejected', { rejection: 'stock' as const }, checkout],
  ])('is voided %s', (_, parts, its) => {
    expect(stepOf({ ...payment, ...parts }, { checkout: its })).toBe('void');
  });
});

describe('an authorized payment', () => {
  const payment = paymentState({ status: 'authorized' });

  test('is captured for its order, and waits without one', () => {
    expect(stepOf(payment, { order: order('pending') })).toBe('capture');
    expect(stepOf(payment)).toBeNull();
  });

  test('is voided when it was rejected or its order is canceled', () => {
    expect(stepOf(payment, { order: order('cancelled') })).toBe('void');
    expect(stepOf({ ...payment, rejection: 'stock' })).toBe('void');
    expect(stepOf({ ...payment, rejection: 'stock' }, { order: order('pending') })).toBe('void');
  });
});

describe('a payment that has ended', () => {
  test.each(['failed', 'voided'] as const)('as %s is voided if it continues', (status) => {
    const payment = paymentState({ status });
    for (const reported of ['requires-action', 'processing', 'authorized'] as const) {
      expect(stepOf(payment, { reported })).toBe('void');
      expect(planNextAttempt(payment, AT, reported, { attempts: 0, retryMs: 1 })).toEqual(later(1));
    }
    for (const reported of ['failed', 'voided', 'captured'] as const) {
      expect(stepOf(payment, { reported })).toBeNull();
      expect(planNextAttempt(payment, AT, reported, { attempts: 0, retryMs: 1 })).toBeNull();
    }
  });

  test('is not voided by an outdated response in any other status', () => {
    expect(stepOf(paymentState({ status: 'captured' }), { reported: 'authorized' })).toBeNull();
    expect(stepOf(paymentState({ status: 'processing' }))).toBeNull();
  });
});

describe('a refund', () => {
  const captured = (refunds: RefundState[], rejection: PaymentState['rejection'] = null) =>
    paymentState({ status: 'captured', amountCaptured: 100, refunds, rejection });
  const owed = { reason: ORDER_CANCELLED };

  test('is sent when it is pending and unknown to the provider', () => {
    expect(stepOf(captured([]))).toBeNull();
    const sent = refundOf('sent', 'pending', { reference: 'theirs' });
    const done = [refundOf('done', 'succeeded'), refundOf('failed', 'failed'), sent];
    expect(stepOf(captured(done))).toBeNull();
    expect(
      stepOf(captured([...done, refundOf('next', 'pending'), refundOf('last', 'pending')])),
    ).toBe('next');
  });

  test('that is owed is sent at once, and after failures with doubled delays', () => {
    const failed = (count: number) =>
      Array.from({ length: count }, (_, index) => refundOf(`failed-${index}`, 'failed', owed));
    const isSent = (count: number, afterMs: number) =>
      stepOf(captured([...failed(count), refundOf('owed', 'pending', owed)]), {
        at: later(afterMs),
      }) === 'owed';
    expect(isSent(0, 0)).toBe(true);
    for (const [failures, waitMs] of [
      ...[
        [1, 1000],
        [2, 2000],
        [3, 4000],
        [9, 256_000],
        [12, 256_000],
      ],
    ] as [number, number][]) {
      expect([failures, isSent(failures, waitMs - 1)]).toEqual([failures, false]);
      expect([failures, isSent(failures, waitMs)]).toEqual([failures, true]);
    }
  });

  test('by staff does not wait for others that failed', () => {
    const failed = refundOf('failed', 'failed');
    const asked = refundOf('asked', 'pending', { reason: 'torn' });
    expect(stepOf(captured([failed, asked]))).toBe('asked');
    // A waiting owed refund does not block later ones.
    const waiting = refundOf('owed', 'pending', owed);
    expect(stepOf(captured([failed, waiting, asked]))).toBe('asked');
  });

  test('of a rejected payment is owed under the reason of the rejection', () => {
    const failed = refundOf('failed', 'failed', { reason: 'stock' });
    const next = refundOf('next', 'pending', { reason: 'stock' });
    expect(stepOf(captured([failed, next], 'stock'))).toBeNull();
    const cancelled = refundOf('next', 'pending', owed);
    expect(stepOf(captured([failed, cancelled], 'stock'))).toBe('next');
  });
});

describe('the next attempt of a payment', () => {
  const attempt = (payment: PaymentState, attempts = 0) =>
    planNextAttempt(payment, AT, 'captured', { attempts, retryMs: RETRY_MS });

  test('is twice as far away after each attempt, up to a limit', () => {
    const payment = paymentState({ status: 'processing' });
    expect([0, 1, 2, 8, 9].map((attempts) => attempt(payment, attempts))).toEqual(
      [1000, 2000, 4000, 256_000, 256_000].map(later),
    );
  });

  test('is null once it is settled, unless a refund is pending', () => {
    for (const status of ['captured', 'failed', 'voided'] as const) {
      expect(attempt(paymentState({ status }))).toBeNull();
    }
    const refunds = [refundOf('a', 'pending', { reference: 'theirs' })];
    expect(attempt(paymentState({ status: 'captured', refunds }))).toEqual(later(1000));
    const over = [refundOf('a', 'failed'), refundOf('b', 'succeeded')];
    expect(attempt(paymentState({ status: 'captured', refunds: over }))).toBeNull();
  });
});
