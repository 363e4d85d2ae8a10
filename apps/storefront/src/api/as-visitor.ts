import { isClientError } from '@trastienda/shop-client';

/** Reasons of a call whose caller has no session, or none any more. */
const SIGNED_OUT = ['SESSION_ENDED', 'ACTOR_UNAUTHENTICATED'] as const;

/** Returns the answer of a call that needs an account; null for a visitor without one. */
export function unlessSignedOut<Output>(call: Promise<Output>): Promise<Output | null> {
  return call.catch((error: unknown) => {
    if (isClientError(error, ...SIGNED_OUT)) return null;
    throw error;
  });
}

/**
 * Calls again when the visitor's session turns out to have ended: its cookie is gone after the first
 * answer, so that the second one is that of a guest.
 */
export async function asGuestAfterSession<Output>(load: () => Promise<Output>): Promise<Output> {
  try {
    return await load();
  } catch (error) {
    if (isClientError(error, 'SESSION_ENDED')) return load();
    throw error;
  }
}
