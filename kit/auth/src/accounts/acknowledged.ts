import type { Acknowledged } from '@trastienda/auth-contract';

export const ACKNOWLEDGED: Acknowledged = { acknowledged: true };
