import type { RouterOutputs } from '@trastienda/shop-client';

export type Consumer = RouterOutputs['admin']['events']['consumers']['items'][number];
export type Hold = RouterOutputs['admin']['events']['holds']['items'][number];

/** Events are counted up to this many. */
export const MAX_COUNTED = 10_000;
