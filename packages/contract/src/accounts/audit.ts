import { z } from 'zod';
import { Id, Timestamp } from '../primitives/identifiers.ts';
import { PageInput, pageOf } from '../primitives/page.ts';

/** What the audit log knows to have happened. An action keeps its meaning for ever. */
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

/** One event: who did what to whom, when and from where. Holds ids, no names or addresses. */
export const AuditEntryView = z.object({
  id: Id,
  at: Timestamp,
  action: AuditAction,
  actor: z.object({
    kind: z.enum(['anonymous', 'machine', 'account', 'operator']),
    /** The account, the API key, or the name of a token; null for a visitor. */
    id: z.string().nullable(),
  }),
  /** What it was done to: an account, a key, a product. */
  subjectId: z.string().nullable(),
  requestId: z.string().nullable(),
  /** The network that the call came from, without the part that names the machine. */
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
