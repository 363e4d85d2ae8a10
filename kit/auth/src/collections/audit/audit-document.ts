import type { AuditEntryView } from '@trastienda/auth-contract';

/** An audit entry to append. */
export interface NewAuditEntry<Action extends string = string> {
  readonly at: Date;
  readonly action: Action;
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

/** An audit entry with its id. */
export interface AuditEntryState<Action extends string = string> extends NewAuditEntry<Action> {
  readonly id: string;
}
