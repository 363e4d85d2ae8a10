import type { RouterOutputs } from '@trastienda/shop-client';

export type Endpoint = RouterOutputs['admin']['webhooks']['get'];
export type Delivery = RouterOutputs['admin']['webhooks']['deliveries']['items'][number];
export type Attempt = RouterOutputs['admin']['webhooks']['attempts']['items'][number];
