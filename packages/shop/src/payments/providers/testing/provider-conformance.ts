import { randomUUID } from 'node:crypto';
import type { Money } from '@trastienda/contract';
import { describe, expect, test } from 'vitest';
import type { PaymentProvider, ProviderPayment } from '../../payment-provider.ts';

/** A provider, and what its tests need that differs from one to another. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  /** Means of payment that are approved, and refused, at once. */
  readonly approved: string;
  readonly declined: string;
  /** Somebody agrees to a payment that waits for a means of payment, or ends it, at the provider. */
  approve(reference: string): Promise<void>;
  expire(reference: string): Promise<void>;
}

const AMOUNT: Money = { amount: 5000, currency: 'EUR' };
const euros = (amount: number): Money => ({ amount, currency: 'EUR' });

/** The behaviour that the shop relies on, whoever takes its money. */
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

  const refused = { reason: 'PAYMENT_REJECTED' };

  describe(`the provider ${name}`, () => {
    test('sets the amount aside at once for a means of payment that is approved', async () => {
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

    test('begins one payment however often it is asked to with the same id', async () => {
      const { provider } = current();
      const input = newPayment();
      const payments = await Promise.all([1, 2, 3].map(() => provider.create(input)));
      expect(new Set(payments.map(({ reference }) => reference)).size).toBe(1);
    });

    test('refuses the same id for another amount', async () => {
      const { provider } = current();
      const input = newPayment();
      await provider.create(input);
      await expect(provider.create({ ...input, amount: euros(5001) })).rejects.toMatchObject(
        refused,
      );
    });

    test('answers a refused card with a payment that failed, and says why', async () => {
      const { provider } = current();
      const input = newPayment(current().declined);
      const payment = await provider.create(input);
      expect(payment).toMatchObject({ status: 'failed', failure: { code: 'card_declined' } });
      // Nobody can still pay it, and asking again changes nothing.
      expect(await provider.create(input)).toMatchObject({ status: 'failed' });
      expect((await provider.void(payment.reference)).status).toMatch(/failed|voided/);
      await expect(provider.capture(payment.reference)).rejects.toMatchObject(refused);
    });

    test('waits for the buyer when there is no means of payment yet', async () => {
      const { provider, approve } = current();
      const payment = await provider.create(newPayment(null));
      expect(payment.status).toBe('requires-action');
      expect(payment.clientSecret).toEqual(expect.any(String));
      await expect(provider.capture(payment.reference)).rejects.toMatchObject(refused);
      await approve(payment.reference);
      expect(await provider.fetch(payment.reference)).toMatchObject({ status: 'authorized' });
    });

    test('takes the money once however often it is asked to', async () => {
      const { provider } = current();
      const { reference } = await provider.create(newPayment());
      for (const _ of [1, 2]) {
        expect(await provider.capture(reference)).toMatchObject({
          status: 'captured',
          amountCaptured: 5000,
        });
      }
    });

    test('ends a payment that was not captured, and takes no money for it afterwards', async () => {
      const { provider } = current();
      const { reference } = await provider.create(newPayment());
      expect((await provider.void(reference)).status).toBe('voided');
      expect((await provider.void(reference)).status).toBe('voided');
      await expect(provider.capture(reference)).rejects.toMatchObject(refused);
      expect(await provider.fetch(reference)).toMatchObject({ amountCaptured: 0 });
    });

    test('refuses to capture an authorization that has run out', async () => {
      const { provider, expire } = current();
      const { reference } = await provider.create(newPayment());
      await expire(reference);
      await expect(provider.capture(reference)).rejects.toMatchObject(refused);
      expect((await provider.fetch(reference)).status).toBe('voided');
    });

    test('refuses to end a payment that was captured', async () => {
      const { reference } = await captured();
      await expect(current().provider.void(reference)).rejects.toMatchObject(refused);
    });

    test('gives back parts, each once however often it is asked to, and never more than was taken', async () => {
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
      await expect(provider.refund(reference, tooMuch)).rejects.toMatchObject(refused);
      const rest = await provider.refund(reference, { refundId: `${id}-3`, amount: euros(3000) });
      expect(rest).toMatchObject({ amountCaptured: 5000, amountRefunded: 5000 });
      expect(rest.refunds).toHaveLength(2);
      const more = { refundId: `${id}-4`, amount: euros(1) };
      await expect(provider.refund(reference, more)).rejects.toMatchObject(refused);
    });

    test('gives back nothing of what was not captured', async () => {
      const { provider } = current();
      const { reference } = await provider.create(newPayment());
      const refund = { refundId: randomUUID(), amount: euros(1) };
      await expect(provider.refund(reference, refund)).rejects.toMatchObject(refused);
    });

    test('refuses references that it has not given', async () => {
      await expect(current().provider.fetch('pi_nobody')).rejects.toMatchObject(refused);
      await expect(current().provider.capture('pi_nobody')).rejects.toMatchObject(refused);
    });

    test('lists what began in a span of time, each once', async () => {
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
      'takes and gives back in %s what is a multiple of its payable step, and nothing else',
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
        const unpayable = { ...refused, details: { code: 'amount_not_payable' } };
        await expect(provider.create(newPayment(approved, odd))).rejects.toMatchObject(unpayable);
        await expect(
          provider.refund(reference, { refundId: randomUUID(), amount: odd }),
        ).rejects.toMatchObject(unpayable);
        expect((await provider.fetch(reference)).amountRefunded).toBe(3 * step);
      },
    );

    test('believes no webhook that it has not signed', () => {
      const read = () => current().provider.readWebhook('{"id":"evt_1"}', () => undefined);
      expect(read).toThrow(expect.objectContaining({ reason: 'WEBHOOK_INVALID' }));
    });
  });
}
