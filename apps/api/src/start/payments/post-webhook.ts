import type { DeliverWebhook } from '@trastienda/shop';

/** Sends the sandbox's webhooks to an address by HTTP; anything but a 2xx is a failure. */
export function postWebhooksTo(url: string): DeliverWebhook {
  return async ({ body, headers }, signal) => {
    const response = await fetch(url, { method: 'POST', body, headers: { ...headers }, signal });
    // What is not read would keep the connection.
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The webhook was answered with ${response.status}.`);
  };
}
