import type { Acknowledged } from '../contract/index.ts';

export const ACKNOWLEDGED: Acknowledged = { acknowledged: true };
