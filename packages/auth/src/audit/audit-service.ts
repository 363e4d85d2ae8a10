import { mapPage } from '@trastienda/mongo';
import type { AuditStore } from '@trastienda/shop-db';
import type { AuditService } from '../services.ts';
import { toAuditEntryView } from './audit-entry-view.ts';

export function createAuditService(store: AuditStore): AuditService {
  return {
    list: async (input) => mapPage(await store.list(input), toAuditEntryView),
  };
}
