import type { Acknowledged } from '@trastienda/shop-contract';

export const ACKNOWLEDGED: Acknowledged = { acknowledged: true };
