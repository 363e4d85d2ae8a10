import { ShopError } from '@trastienda/shop-contract';
import type { Database, WebhookEndpointState } from '@trastienda/shop-db';

/**
 * Returns an endpoint.
 * @throws {ShopError} WEBHOOK_ENDPOINT_NOT_FOUND.
 */
export async function getEndpoint(
  { webhookEndpoints }: Pick<Database, 'webhookEndpoints'>,
  id: string,
): Promise<WebhookEndpointState> {
  const endpoint = await webhookEndpoints.find(id);
  if (endpoint === null) throw new ShopError('WEBHOOK_ENDPOINT_NOT_FOUND', { details: { id } });
  return endpoint;
}
