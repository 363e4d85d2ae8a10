import type { AuditAction, AuditEntryView } from '@trastienda/shop-contract';

export interface NewAuditEntry {
  readonly at: Date;
  readonly action: AuditAction;
  readonly actor: AuditEntryView['actor'];
  readonly subjectId: string | null;
  readonly requestId: string | null;
  readonly network: string | null;
  readonly details: AuditEntryView['details'];
}

/** A stored audit entry. */
export interface AuditDocument extends NewAuditEntry {
  readonly _id: string;
  /** Keys for filters. */
  readonly keys: readonly string[];
}

export interface AuditEntryState extends NewAuditEntry {
  readonly id: string;
}
