import { auditedOrigin } from '@trastienda/base';
import type { AuditAction, AuditEntryView, CallOrigin } from '@trastienda/shop-contract';
import type { CatalogDeps } from './catalog-service.ts';

interface CatalogEvent {
  readonly action: Extract<AuditAction, `catalog.${string}`>;
  /** Id of the product; null when the change concerns many. */
  readonly subjectId: string | null;
  readonly details: AuditEntryView['details'];
}

/** Adds an entry to the audit log; call it within the transaction of the change. */
export function recordCatalogChange(
  { database, clock }: Pick<CatalogDeps, 'database' | 'clock'>,
  event: CatalogEvent,
  origin: CallOrigin,
): Promise<void> {
  return database.audit.append({ ...event, ...auditedOrigin(origin), at: clock.now() });
}
