import type { Acknowledged } from '@trastienda/contract';

export const ACKNOWLEDGED: Acknowledged = { acknowledged: true };
