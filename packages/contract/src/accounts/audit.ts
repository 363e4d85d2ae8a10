import { Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** Actions of the audit log. An action never changes its meaning. */
export const AUDIT_ACTIONS = [
  'account.created',
  'account.updated',
  'account.deleted',
  'account.disabled',
  'account.enabled',
  'account.role-changed',
  'account.password-changed',
  'account.password-reset-requested',
  'account.password-reset',
  'account.email-change-requested',
  'account.email-changed',
  'account.second-factor-enabled',
  'account.second-factor-disabled',
  'account.credentials-voided',
  'account.recovery-codes-replaced',
  'account.recovery-code-used',
  'session.challenged',
  'session.started',
  'session.rejected',
  'session.reauthenticated',
  'session.ended',
  'session.revoked',
  'api-key.created',
  'api-key.revoked',
  'catalog.created',
  'catalog.updated',
  'catalog.archived',
  'catalog.imported',
  'stock.received',
  'stock.adjusted',
  'stock.configured',
  'stock.imported',
  'pricing.changed',
  'order.fulfilled',
  'order.refunded',
  'order.cancelled',
  'order.address-changed',
  'order.note-added',
  'order.return-resolved',
] as const;

export const AuditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof AuditAction>;

/**
 * Entry of the audit log: actor, action, subject, time and origin. Contains ids, no names or
 * addresses.
 */
export const AuditEntryView = z.object({
  id: Id,
  at: Timestamp,
  action: AuditAction,
  actor: z.object({
    kind: z.enum(['anonymous', 'machine', 'account', 'operator']),
    /** Id of the account or API key, or the name of a token; null for a visitor. */
    id: z.string().nullable(),
  }),
  /** Affected resource: an account, an API key, a product. */
  subjectId: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Network of the caller, without the part that identifies the machine. */
  address: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

/** Newest first. */
export const ListAuditInput = PageInput.extend({
  action: AuditAction.optional(),
  actorId: z.string().min(1).max(100).optional(),
  subjectId: z.string().min(1).max(100).optional(),
});
export type ListAuditInput = z.infer<typeof ListAuditInput>;

export const AuditPage = pageOf(AuditEntryView);
export type AuditPage = z.infer<typeof AuditPage>;
