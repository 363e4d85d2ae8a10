import type { Checkout } from '@trastienda/shop-client';
import { browserApi } from '../api/browser.ts';
import { callOnce } from '../calls/call-once.ts';
import type { DetailsCall } from './details.ts';

/** Starts or amends a checkout, once for each intention. */
export function takeDetails(call: DetailsCall): Promise<Checkout> {
  const { checkout } = browserApi();
  if (call.kind === 'start') {
    const { input } = call;
    return callOnce('checkout.start', input, (idempotencyKey) =>
      checkout.start.mutate(input, { context: { idempotencyKey } }),
    );
  }
  const { input } = call;
  return callOnce('checkout.amend', input, (idempotencyKey) =>
    checkout.amend.mutate(input, { context: { idempotencyKey } }),
  );
}
