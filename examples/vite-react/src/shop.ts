import { createStoreClient } from '@trastienda/shop-client';
import { createQueryBindings } from '@trastienda/shop-client/react';

/** Session and guest are in cookies of this page's origin, which no script can read. */
export const client = createStoreClient({
  url: location.origin,
  session: { kind: 'cookie' },
  guest: { kind: 'cookie' },
});

export const shop = createQueryBindings(client);
