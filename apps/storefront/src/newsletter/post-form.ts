import { isClientError } from '@trastienda/shop-client';

/** A little longer than the API wants after a token's issue. */
const WAIT_MS = 2500;

/**
 * Sends a form that a browser without scripts has posted with the token of its page; waits where it
 * was faster than people are.
 */
export async function postForm(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    const isEarly =
      isClientError(error, 'FORM_TOKEN_REJECTED') && error.data.details.problem === 'too-early';
    if (!isEarly) throw error;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    await send();
  }
}
