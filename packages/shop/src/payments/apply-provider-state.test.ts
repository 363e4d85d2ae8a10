import type { RefundState } from '@trastienda/shop-db';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MoneySplit } from '../base/money/money-split.ts';
import { applyProviderState, type ProviderState } from './apply-provider-state.ts';
import { paymentState, providerState } from './testing/payment-state.ts';

const WHOLE: MoneySplit = { sales: 70, salesTax: 18, shipping: 10, shippingTax: 2 };
let ids = 0;
const context = {
  at: new Date('2100-01-01T00:00:00.000Z'),
  newId: () => {
    ids += 1;
    return `new-${ids}`;
  },
  whole: WHOLE,
};

const captured = (refunds: ProviderState['refunds'] = []): ProviderState =>
  providerState({
    status: 'captured',
    amountCaptured: 100,
    amountRefunded: refunds
      .filter(({ status }) => status === 'succeeded')
      .reduce((sum, { amount }) => sum + amount, 0),
    refunds,
  });
const refund = (
  name: string,
  amount: number,
  status: 'pending' | 'succeeded' | 'failed',
  refundId: string | null = null,
) => ({ reference: name, refundId, amount, status });

/** Payment histories as a provider reports them: each state follows from the previous one. */
const HISTORIES: Readonly<Record<string, readonly ProviderState[]>> = {
  'a payment that is refunded in parts, once from elsewhere': [
    providerState(),
    providerState({ status: 'processing' }),
    providerState({ status: 'authorized' }),
    captured(),
    captured([refund('a', 30, 'pending', 'ours')]),
    captured([refund('a', 30, 'succeeded', 'ours')]),
    captured([refund('a', 30, 'succeeded', 'ours'), refund('b', 20, 'succeeded')]),
  ],
  'a refund that comes back': [
    providerState({ status: 'authorized' }),
    captured([refund('a', 30, 'pending', 'ours')]),
    captured([refund('a', 30, 'succeeded', 'ours')]),
    captured([refund('a', 30, 'failed', 'ours')]),
  ],
  'an authorization that runs out': [
    providerState({ status: 'processing' }),
    providerState({ status: 'authorized' }),
    providerState({ status: 'voided' }),
  ],
  'a card that is refused': [providerState(), providerState({ status: 'failed' })],
};

/** Applies the states in order; returns the payment and the totals that the shop has counted. */
function applyStates(states: readonly ProviderState[]) {
  const ours: RefundState = {
    ...{ id: 'ours', amount: 30, status: 'pending', reference: null, reason: null, lines: [] },
    split: { sales: 21, shipping: 3, tax: 6 },
    createdAt: context.at,
  };
  let payment = paymentState({ status: 'created', reference: null, refunds: [ours] });
  const counted = { captured: 0, refunded: 0, events: [] as string[] };
  for (const state of states) {
    const update = applyProviderState(payment, state, context);
    payment = { ...payment, ...update.change };
    counted.captured += update.captured;
    for (const { amount } of update.refunded) counted.refunded += amount;
    for (const { amount } of update.returned) counted.refunded -= amount;
    counted.events.push(...update.drafts.map(({ type }) => type));
  }
  return { payment, counted };
}

describe('provider states', () => {
  test.each(Object.entries(HISTORIES))(
    'of %s have the same result in any order and number, once the last state has arrived',
    (_, history) => {
      const last = history.at(-1);
      if (last === undefined) throw new Error('an empty history');
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...history), { maxLength: 12 }), (others) => {
          fc.pre(others.length > 0);
          const { payment, counted } = applyStates([...others, last, ...others]);
          expect(payment.status).toBe(last.status);
          expect(payment.amountCaptured).toBe(last.amountCaptured);
          expect(payment.amountRefunded).toBe(last.amountRefunded);
          for (const theirs of last.refunds) {
            const known = payment.refunds.filter(({ reference }) => reference === theirs.reference);
            expect(known).toMatchObject([{ amount: theirs.amount, status: theirs.status }]);
          }
          expect(counted.captured).toBe(last.amountCaptured);
          expect(counted.refunded).toBe(last.amountRefunded);
          const final = counted.events.filter((type) => type === `payment.${last.status}`);
          expect(final).toHaveLength(1);
        }),
      );
    },
  );

  test('change nothing when they are reported again', () => {
    for (const history of Object.values(HISTORIES)) {
      const { payment } = applyStates(history);
      const last = history.at(-1) ?? providerState();
      const again = applyProviderState(payment, last, context);
      expect(again).toMatchObject({ drafts: [], captured: 0, refunded: [], returned: [] });
      expect({ ...payment, ...again.change }).toEqual(payment);
    }
  });

  test('split an external refund over what is left of the order, to the last cent', () => {
    const parts = [33, 33, 34].map((amount, index) => refund(`r${index}`, amount, 'succeeded'));
    const before = paymentState({ status: 'captured', amountCaptured: 100 });
    const { change } = applyProviderState(before, captured(parts), context);
    const splits = (change.refunds ?? []).map(({ split }) => split);
    for (const [index, { sales, shipping, tax }] of splits.entries()) {
      expect(sales + shipping + tax).toBe(parts[index]?.amount);
    }
    const sum = (part: 'sales' | 'shipping' | 'tax') =>
      splits.reduce((total, split) => total + split[part], 0);
    expect([sum('sales'), sum('shipping'), sum('tax')]).toEqual([70, 10, 20]);
  });

  test('of a card that is declined, and of another that is tried, are events of a payment that waits', () => {
    const declined = providerState({ failure: { code: 'card_declined', message: 'No.' } });
    const reports = [providerState(), declined, declined, providerState(), declined];
    let payment = paymentState({ status: 'requires-action' });
    const failures = reports.flatMap((state) => {
      const { change, drafts } = applyProviderState(payment, state, context);
      payment = { ...payment, ...change };
      return drafts.map(({ type, data }) => [type, 'failure' in data && data.failure]);
    });
    expect(failures).toEqual([
      ['payment.requires-action', 'card_declined'],
      ['payment.requires-action', null],
      ['payment.requires-action', 'card_declined'],
    ]);
  });

  test('of a closed payment clear its client secret', () => {
    const open = providerState({ clientSecret: 'secret', actionUrl: 'https://bank.example' });
    const { payment } = applyStates([open]);
    expect(payment.clientSecret).toBe('secret');
    const { change } = applyProviderState(payment, { ...open, status: 'authorized' }, context);
    expect(change).toMatchObject({ clientSecret: null, actionUrl: null });
  });
});
