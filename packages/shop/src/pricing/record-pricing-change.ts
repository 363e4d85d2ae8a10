import { auditedOrigin } from '@trastienda/base';
import type { AuditEntryView, CallOrigin } from '@trastienda/shop-contract';
import type { PricingAdminDeps } from './pricing-admin.ts';

interface PricingChange {
  readonly subject: 'prices' | 'tax-zone' | 'shipping-method' | 'discount';
  /** Null when the change concerns many. */
  readonly subjectId: string | null;
  readonly change: 'created' | 'updated' | 'removed' | 'set';
  readonly facts: AuditEntryView['details'];
}

/** Adds a change to the audit log, within its transaction. */
export function recordPricingChange(
  { database, clock }: Pick<PricingAdminDeps, 'database' | 'clock'>,
  { subject, subjectId, change, facts }: PricingChange,
  origin: CallOrigin,
): Promise<void> {
  return database.audit.append({
    action: 'pricing.changed',
    subjectId,
    details: { subject, change, ...facts },
    ...auditedOrigin(origin),
    at: clock.now(),
  });
}
