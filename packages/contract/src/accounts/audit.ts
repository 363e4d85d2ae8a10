import { AUTH_ACTIONS, defineAuditSchemas } from '@trastienda/auth-contract';
import type { z } from 'zod';

/** Actions of the audit log. An action never changes its meaning. */
export const AUDIT_ACTIONS = [
  ...AUTH_ACTIONS,
  'catalog.created',
  'catalog.updated',
  'catalog.archived',
  'catalog.imported',
  'media.uploaded',
  'media.deleted',
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
  'order.links-revoked',
  'order.claimed',
  'event.released',
  'webhook.created',
  'webhook.updated',
  'webhook.deleted',
  'webhook.secret-rotated',
  'webhook.enabled',
  'webhook.disabled',
  'webhook.resent',
  'message.answered',
  'message.closed',
  'message.deleted',
  'newsletter.exported',
] as const;

export const { AuditAction, AuditEntryView, AuditPage, ListAuditInput } =
  defineAuditSchemas(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof AuditAction>;
export type AuditEntryView = z.infer<typeof AuditEntryView>;
export type AuditPage = z.infer<typeof AuditPage>;
export type ListAuditInput = z.infer<typeof ListAuditInput>;
