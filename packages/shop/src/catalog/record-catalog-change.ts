import { type AuditAction, auditedOrigin, type CallOrigin } from '@trastienda/contract';
import type { NewAuditEntry } from '@trastienda/db';
import type { CatalogDeps } from './catalog-service.ts';

interface CatalogEvent {
  readonly action: Extract<AuditAction, `catalog.${string}`>;
  /** The product; null for what is about many. */
  readonly subjectId: string | null;
  readonly details: NewAuditEntry['details'];
}

/** Adds an event to the audit log; within a transaction it stands or falls with the change. */
export function recordCatalogChange(
  { database, clock }: Pick<CatalogDeps, 'database' | 'clock'>,
  event: CatalogEvent,
  origin: CallOrigin,
): Promise<void> {
  return database.audit.append({ ...event, ...auditedOrigin(origin), at: clock.now() });
}
