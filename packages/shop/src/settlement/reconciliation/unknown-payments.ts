import type { Database } from '@trastienda/shop-db';
import type { PaymentProvider, ProviderPayment } from '../../payments/payment-provider.ts';

export interface UnknownPaymentsDeps {
  readonly database: Database;
  readonly provider: PaymentProvider;
}

/** Payments per lookup. */
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
  // A payment whose creation got no stored response is known by our id only.
  const ids = new Set(known.filter(({ reference }) => reference === null).map(({ id }) => id));
  return batch.filter(
    ({ reference, paymentId }) => !references.has(reference) && !ids.has(paymentId ?? ''),
  );
}

/**
 * Lists the provider's payments of a time span that the shop does not know.
 * @throws {ShopError} PAYMENT_UNAVAILABLE.
 */
export async function* listUnknown(
  deps: UnknownPaymentsDeps,
  span: { readonly from: Date; readonly until: Date },
): AsyncIterable<ProviderPayment> {
  let batch: ProviderPayment[] = [];
  for await (const payment of deps.provider.list(span)) {
    // Providers that filter by whole seconds return some payments outside of the span.
    if (payment.createdAt < span.from || payment.createdAt >= span.until) continue;
    batch.push(payment);
    if (batch.length < BATCH) continue;
    yield* await unknownOf(deps, batch);
    batch = [];
  }
  if (batch.length > 0) yield* await unknownOf(deps, batch);
}
