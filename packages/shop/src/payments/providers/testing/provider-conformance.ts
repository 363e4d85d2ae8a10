import { randomUUID } from 'node:crypto';
import type { Money } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import type { PaymentProvider, ProviderPayment } from '../../payment-provider.ts';

/** A provider with the values and controls that its conformance tests need. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  /** Payment methods that are approved, and declined, at once. */
  readonly approved: string;
  readonly declined: string;
  /** Approves or cancels, at the provider, a payment that waits for a payment method. */
  approve(reference: string): Promise<void>;
  expire(reference: string): Promise<void>;
}

const AMOUNT: Money = { amount: 5000, currency: 'EUR' };
const euros = (amount: number): Money => ({ amount, currency: 'EUR' });

/** Tests the behavior that the shop relies on, for any provider. */
export function describeProvider(name: string, current: () => ProviderUnderTest): void {
  const newPayment = (paymentMethod: string | null = current().approved, amount = AMOUNT) => ({
    paymentId: randomUUID().replaceAll('-', '').slice(0, 24),
    begunAt: new Date(),
    amount,
    paymentMethod,
    description: 'Order',
  });

  async function captured(): Promise<ProviderPayment> {
    const { provider } = current();
    const { reference } = await provider.create(newPayment());
    return provider.capture(reference);
  }

  const rejected = { reason: 'PAYMENT_REJECTED' };

  describe(`the provider ${name}`, () => {
    test('authorizes the amount at once for an approved payment method', async () => {
      const { provider } = current();
      const input = newPayment();
      const payment = await provider.create(input);
      expect(payment).toMatchObject({
        paymentId: input.paymentId,
        status: 'authorized',
        amount: AMOUNT,
        amountCaptured: 0,
        amountRefunded: 0,
        failure: null,
        refunds: [],
      });
      expect(await provider.fetch(payment.reference)).toEqual(payment);
    });

    test('creates one payment for repeated calls with the same id', async () => {
      const { provider } = current();
      const input = newPayment();
      const payments = await Promise.all([1, 2, 3].map(() => provider.create(input)));
      expect(new Set(payments.map(({ reference }) => reference)).size).toBe(1);
    });

    test('rejects the same id with another amount', async () => {
      const { provider } = current();
      const input = newPayment();
      await provider.create(input);
      await expect(provider.create({ ...input, amount: euros(5001) })).rejects.toMatchObject(
        rejected,
      );
    });

    test('returns a failed payment with the reason for a declined card', async () => {
      const { provider } = current();
      const input = newPayment(current().declined);
      const payment = await provider.create(input);
      expect(payment).toMatchObject({ status: 'failed', failure: { code: 'card_declined' } });
      // It can no longer be paid, and repeating the call changes nothing.
      expect(await provider.create(input)).toMatchObject({ status: 'failed' });
      expect((await provider.void(payment.reference)).status).toMatch(/failed|voided/);
      await expect(provider.capture(payment.reference)).rejects.toMatchObject(rejected);
    });

    test('waits for the buyer when there is no payment method yet', async () => {
      const { provider, approve } = current();
      const payment = await provider.create(newPayment(null));
      expect(payment.status).toBe('requires-action');
      expect(payment.clientSecret).toEqual(expect.any(String));
      await expect(provider.capture(payment.reference)).rejects.toMatchObject(rejected);
      await approve(payment.reference);
      expect(await provider.fetch(payment.reference)).toMatchObject({ status: 'authorized' });
    });

    test('captures once for repeated calls', async () => {
      const { provider } = current();
      const { reference } = await provider.create(newPayment());
      for (const _ of [1, 2]) {
        expect(await provider.capture(reference)).toMatchObject({
          status: 'captured',
          amountCaptured: 5000,
        });
      }
    });

    test('voids an uncaptured payment, and captures nothing afterwards', async () => {
      const { provider } = current();
      const { reference } = await provider.create(newPayment());
      expect((await provider.void(reference)).status).toBe('voided');
      expect((await provider.void(reference)).status).toBe('voided');
      await expect(provider.capture(reference)).rejects.toMatchObject(rejected);
      expect(await provider.fetch(reference)).toMatchObject({ amountCaptured: 0 });
    });

    test('rejects the capture of an expired authorization', async () => {
      const { provider, expire } = current();
      const { reference } = await provider.create(newPayment());
      await expire(reference);
      await expect(provider.capture(reference)).rejects.toMatchObject(rejected);
      expect((await provider.fetch(reference)).status).toBe('voided');
    });

    test('rejects voiding a captured payment', async () => {
      const { reference } = await captured();
      await expect(current().provider.void(reference)).rejects.toMatchObject(rejected);
    });

    test('refunds parts, each once for repeated calls, and never more than was captured', async () => {
      const { provider } = current();
      const { reference } = await captured();
      const id = randomUUID();
      const part = { refundId: `${id}-1`, amount: euros(2000) };
      await provider.refund(reference, part);
      const once = await provider.refund(reference, part);
      expect(once).toMatchObject({ status: 'captured', amountRefunded: 2000 });
      expect(once.refunds).toMatchObject([
        { refundId: `${id}-1`, amount: 2000, status: 'succeeded' },
      ]);
      const tooMuch = { refundId: `${id}-2`, amount: euros(3001) };
      await expect(provider.refund(reference, tooMuch)).rejects.toMatchObject(rejected);
      const rest = await provider.refund(reference, { refundId: `${id}-3`, amount: euros(3000) });
      expect(rest).toMatchObject({ amountCaptured: 5000, amountRefunded: 5000 });
      expect(rest.refunds).toHaveLength(2);
      const more = { refundId: `${id}-4`, amount: euros(1) };
      await expect(provider.refund(reference, more)).rejects.toMatchObject(rejected);
    });

    test('rejects refunds of an uncaptured payment', async () => {
      const { provider } = current();
      const { reference } = await provider.create(newPayment());
      const refund = { refundId: randomUUID(), amount: euros(1) };
      await expect(provider.refund(reference, refund)).rejects.toMatchObject(rejected);
    });

    test('rejects unknown references', async () => {
      await expect(current().provider.fetch('pi_nobody')).rejects.toMatchObject(rejected);
      await expect(current().provider.capture('pi_nobody')).rejects.toMatchObject(rejected);
    });

    test('lists the payments created in a time span, each once', async () => {
      const { provider } = current();
      const made = [];
      for (const _ of [1, 2, 3]) made.push((await provider.create(newPayment())).reference);
      const now = Date.now();
      const hour = 3_600_000;
      const list = async (from: number, until: number) => {
        const references: string[] = [];
        const span = { from: new Date(from), until: new Date(until) };
        for await (const payment of provider.list(span)) references.push(payment.reference);
        return references;
      };
      const listed = await list(now - hour, now + hour);
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed).toEqual(expect.arrayContaining(made));
      expect(await list(now + hour, now + 2 * hour)).toEqual([]);
    });

    test.each(['EUR', 'JPY', 'HUF', 'ISK', 'UGX', 'MGA', 'KWD', 'TND'])(
      'captures and refunds in %s multiples of its payable step only',
      async (currency) => {
        const { provider, approved } = current();
        const step = provider.payableStep(currency);
        const money = (amount: number): Money => ({ amount, currency });
        const whole = money(1000 * step);
        const { reference, amount } = await provider.create(newPayment(approved, whole));
        expect(amount).toEqual(whole);
        const { amountCaptured } = await provider.capture(reference);
        expect(amountCaptured).toBe(whole.amount);
        const refundId = randomUUID();
        const part = await provider.refund(reference, { refundId, amount: money(3 * step) });
        expect(part.refunds).toMatchObject([{ amount: 3 * step }]);
        if (step === 1) return;
        const odd = money(5 * step + 1);
        const unpayable = { ...rejected, details: { code: 'amount_not_payable' } };
        await expect(provider.create(newPayment(approved, odd))).rejects.toMatchObject(unpayable);
        await expect(
          provider.refund(reference, { refundId: randomUUID(), amount: odd }),
        ).rejects.toMatchObject(unpayable);
        expect((await provider.fetch(reference)).amountRefunded).toBe(3 * step);
      },
    );

    test('rejects webhooks that it has not signed', () => {
      const read = () => current().provider.readWebhook('{"id":"evt_1"}', () => undefined);
      expect(read).toThrow(expect.objectContaining({ reason: 'WEBHOOK_INVALID' }));
    });
  });
}
