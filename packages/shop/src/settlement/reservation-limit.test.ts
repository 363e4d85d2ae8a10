import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { useTestAmendments } from '../checkout/testing/start-test-amendments.ts';
import type { StartedCheckout } from '../testing/start-test-payments.ts';
import { ADDRESS, RESERVATION_SECONDS, VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestAmendments();
const { amend, clock, database, pay, stateOf, toLisbon } = fixture;

const MAX_SECONDS = 4 * RESERVATION_SECONDS;

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

/** Returns until when a checkout reserves its stock, in seconds after its start. */
async function heldFor(begun: StartedCheckout): Promise<number> {
  const { createdAt, expiresAt } = (await stateOf(begun)) ?? expect.unreachable();
  return (expiresAt.getTime() - createdAt.getTime()) / 1000;
}

const secondsSince = ({ checkout }: StartedCheckout) =>
  (clock.now().getTime() - Date.parse(checkout.createdAt)) / 1000;

let withinSpain: { readonly shippingMethodId: string };
/** Changes that give a checkout another total than the one before. */
const destinations = () => [toLisbon, { shippingAddress: ADDRESS, ...withinSpain }] as const;

beforeEach(async () => {
  const { checkout } = await fixture.beginShipped();
  withinSpain = { shippingMethodId: checkout.shippingMethod?.id ?? '' };
});

/** Pays and amends by turns, each time to another total, until just before the last expiry. */
async function holdOnByAmending(begun: StartedCheckout) {
  for (let round = 0; secondsSince(begun) < MAX_SECONDS - 60; round += 1) {
    await pay(begun, null);
    await amend(begun, destinations()[round % 2 === 0 ? 0 : 1]);
    const left = (await heldFor(begun)) - secondsSince(begun);
    fixture.advance(Math.min(left - 30, 400));
  }
}

describe('a reservation ends four times its usual time after the start', () => {
  test('however often its buyer pays and amends, and then nothing extends it', async () => {
    const begun = await fixture.beginShipped();
    await holdOnByAmending(begun);
    expect(await heldFor(begun)).toBe(MAX_SECONDS);
    await pay(begun, null);
    await amend(begun, { shippingAddress: { ...ADDRESS, line1: 'Gran Vía 2' }, ...withinSpain });
    await pay(begun, 'pm_test_decline');
    await pay(begun, null);
    expect(await heldFor(begun)).toBe(MAX_SECONDS);
    fixture.advance(MAX_SECONDS - secondsSince(begun));
    const closed = { reason: 'CHECKOUT_CLOSED', details: { status: 'expired' } };
    await expect(pay(begun, null)).rejects.toMatchObject(closed);
    await expect(amend(begun, toLisbon)).rejects.toMatchObject(closed);
    while ((await fixture.background.runOnce()) > 0);
    expect(await stateOf(begun)).toMatchObject({ status: 'expired' });
    expect(await fixture.available(begun.checkout.lines[0]?.sku ?? '')).toBe(10);
  });

  test('whatever the buyer and the worker do meanwhile, in any order', async () => {
    type Step = (begun: StartedCheckout) => Promise<unknown>;
    const work: Step = async () => {
      while ((await fixture.background.runOnce()) > 0);
    };
    const steps = fc.constantFrom<Step>(
      (begun) => pay(begun, null),
      (begun) => pay(begun, 'pm_test_action'),
      (begun) => amend(begun, destinations()[0]),
      (begun) => amend(begun, destinations()[1]),
      work,
    );
    // A declined payment extends the reservation by more than the wait, as long as anything does.
    const rounds = fc.array(
      fc.record({
        steps: fc.array(steps, { maxLength: 4 }),
        seconds: fc.integer({ min: 300, max: 440 }),
      }),
      { minLength: 12, maxLength: 14 },
    );
    const property = fc.asyncProperty(rounds, async (chosen) => {
      const begun = await fixture.beginShipped();
      for (const round of chosen) {
        const declined: Step = (declining) => pay(declining, 'pm_test_decline');
        for (const step of [declined, ...round.steps]) {
          await step(begun).catch((error: { reason?: unknown }) => {
            expect(error.reason).toBe('CHECKOUT_CLOSED');
          });
          expect(await heldFor(begun)).toBeLessThanOrEqual(MAX_SECONDS);
        }
        fixture.advance(round.seconds);
      }
      expect(await heldFor(begun)).toBe(MAX_SECONDS);
    });
    await fc.assert(property, { numRuns: runCount(2, 12) });
  });

  test('and the voiding of a payment that an amendment replaced does not extend it', async () => {
    const begun = await fixture.beginShipped();
    await pay(begun, null);
    const former = await fixture.paymentOf(begun);
    fixture.advance(600);
    await amend(begun, toLisbon);
    const before = await heldFor(begun);
    while ((await fixture.background.runOnce()) > 0);
    expect(await database.payments.find(former.id)).toMatchObject({ status: 'voided' });
    expect(await heldFor(begun)).toBe(before);
  });

  test('when two processes pay an amended checkout at once', async () => {
    const begun = await fixture.beginShipped();
    await holdOnByAmending(begun);
    const processes = [fixture.openProcess(), fixture.openProcess()];
    const input = () => ({
      checkoutId: begun.checkout.id,
      paymentMethod: null,
      idempotencyKey: fixture.newKey(),
    });
    const paid = await Promise.all(
      processes.map(({ checkout }) => checkout.pay(begun.buyer, input(), VISITOR)),
    );
    expect(new Set(paid.map(({ payment }) => payment?.id)).size).toBe(1);
    expect(await heldFor(begun)).toBe(MAX_SECONDS);
  });
});
