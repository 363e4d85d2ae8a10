import { mapPage } from '@trastienda/mongo';
import type { AuditStore } from '../collections/index.ts';
import type { AuditService } from '../services.ts';
import { toAuditEntryView } from './audit-entry-view.ts';

/** Creates the service that lists the audit log. */
export function createAuditService(store: AuditStore): AuditService {
  return {
    list: async (input) => mapPage(await store.list(input), toAuditEntryView),
  };
}
