import type { Database } from '@trastienda/db';
import type { PaymentProvider, ProviderPayment } from '../../payments/payment-provider.ts';

export interface UnknownPaymentsDeps {
  readonly database: Database;
  readonly provider: PaymentProvider;
}

/** How many are looked up together. */
const BATCH = 100;

async function unknownOf(
  { database, provider }: UnknownPaymentsDeps,
  batch: readonly ProviderPayment[],
): Promise<ProviderPayment[]> {
  const known = await database.payments.findKnown(provider.name, {
    references: batch.map(({ reference }) => reference),
    ids: batch.flatMap(({ paymentId }) => (paymentId === null ? [] : [paymentId])),
  });
  const references = new Set(known.map(({ reference }) => reference));
  // One whose answer was not written down yet is known by our id alone.
  const ids = new Set(known.filter(({ reference }) => reference === null).map(({ id }) => id));
  return batch.filter(
    ({ reference, paymentId }) => !references.has(reference) && !ids.has(paymentId ?? ''),
  );
}

/** Payments that the provider has of a span of time, and the shop has not. `PAYMENT_UNAVAILABLE`. */
export async function* listUnknown(
  deps: UnknownPaymentsDeps,
  span: { readonly from: Date; readonly until: Date },
): AsyncIterable<ProviderPayment> {
  let batch: ProviderPayment[] = [];
  for await (const payment of deps.provider.list(span)) {
    // Providers that count whole seconds give some of the spans before and after as well.
    if (payment.createdAt < span.from || payment.createdAt >= span.until) continue;
    batch.push(payment);
    if (batch.length < BATCH) continue;
    yield* await unknownOf(deps, batch);
    batch = [];
  }
  if (batch.length > 0) yield* await unknownOf(deps, batch);
}
