import type { AuditEntryView } from '@trastienda/auth-contract';
import type { AuditEntryState } from '../collections/index.ts';

/** Returns the audit entry as staff see it. */
export function toAuditEntryView(entry: AuditEntryState): AuditEntryView {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    action: entry.action,
    actor: entry.actor,
    subjectId: entry.subjectId,
    requestId: entry.requestId,
    address: entry.network,
    details: entry.details,
  };
}
