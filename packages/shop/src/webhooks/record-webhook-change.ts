import { auditedOrigin, type Clock } from '@trastienda/base';
import type { AuditAction, AuditEntryView, CallOrigin } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';

interface WebhookChange {
  readonly action: Extract<AuditAction, `webhook.${string}`>;
  readonly endpointId: string;
  /** Never the URL: receivers put secrets into it. */
  readonly details?: AuditEntryView['details'];
}

/** Adds a change of an endpoint to the audit log, within its transaction. */
export function recordWebhookChange(
  { database, clock }: { readonly database: Pick<Database, 'audit'>; readonly clock: Clock },
  { action, endpointId, details = {} }: WebhookChange,
  origin: CallOrigin,
): Promise<void> {
  const entry = { action, subjectId: endpointId, details };
  return database.audit.append({ ...entry, ...auditedOrigin(origin), at: clock.now() });
}
