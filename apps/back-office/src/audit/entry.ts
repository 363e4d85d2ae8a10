import type { RouterOutputs } from '@trastienda/shop-client';

export type AuditEntry = RouterOutputs['admin']['audit']['list']['items'][number];
