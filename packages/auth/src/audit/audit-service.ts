import type { AuditStore } from '@trastienda/db';
import type { AuditService } from '../services.ts';

export function createAuditService(store: AuditStore): AuditService {
  return { list: (input) => store.list(input) };
}
