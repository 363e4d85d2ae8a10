import { ShopError } from '@trastienda/shop-contract';
import type Stripe from 'stripe';

/** Maximum age of a signature, and maximum time that it may be in the future. */
const TOLERANCE_SECONDS = 300;

const invalid = (message: string, cause?: unknown) =>
  new ShopError('WEBHOOK_INVALID', { message, cause });

/**
 * Verifies the time of a signature. Stripe's library accepts a future time and an invalid number,
 * so a recorded webhook with one could be replayed forever.
 */
function requireFresh(signature: string, now: Date): void {
  const times = signature.split(',').filter((part) => part.trim().startsWith('t='));
  const [, seconds] = /^t=(\d{1,12})$/.exec(times[0]?.trim() ?? '') ?? [];
  if (times.length !== 1 || seconds === undefined) {
    throw invalid('The stripe-signature header names no time.');
  }
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > TOLERANCE_SECONDS) {
    throw invalid('The time of the signature is not within five minutes of now.');
  }
}

/**
 * Parses a webhook that Stripe has signed within the last five minutes.
 *
 * @throws {ShopError} WEBHOOK_INVALID
 */
export function readSignedEvent(
  webhooks: Stripe['webhooks'],
  signed: {
    readonly body: string;
    readonly signature: string | undefined;
    readonly secret: string;
  },
): unknown {
  const { body, signature, secret } = signed;
  if (signature === undefined) throw invalid('The stripe-signature header is missing.');
  requireFresh(signature, new Date());
  try {
    return webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
  } catch (cause) {
    const message =
      cause instanceof SyntaxError
        ? 'The webhook is not JSON.'
        : 'The webhook is not signed with the secret of this server.';
    throw invalid(message, cause);
  }
}
