import type { DeliverWebhook } from '@trastienda/shop';

/**
 * Returns a function that posts the sandbox's webhooks to an address; any status but 2xx is a
 * failure.
 */
export function postWebhooksTo(url: string): DeliverWebhook {
  return async ({ body, headers }, signal) => {
    const response = await fetch(url, { method: 'POST', body, headers: { ...headers }, signal });
    // An unread body would keep the connection.
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The webhook was answered with ${response.status}.`);
  };
}
