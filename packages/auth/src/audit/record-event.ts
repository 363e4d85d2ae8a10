import {
  type AuditAction,
  type AuditEntryView,
  auditedOrigin,
  type CallOrigin,
} from '@trastienda/contract';
import type { AuditStore } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';

interface AuditEvent {
  readonly action: AuditAction;
  /** What it was done to; null when there is no such thing. */
  readonly subjectId: string | null;
  /** Ids, counts and kinds; never an email address, a name or a secret. */
  readonly details?: AuditEntryView['details'];
  /** Who did it, where that is only known after the call began: somebody signs in. */
  readonly actor?: AuditEntryView['actor'];
}

/** Adds an event to the audit log, in the transaction of what it records. */
export type RecordEvent = (origin: CallOrigin, event: AuditEvent) => Promise<void>;

export function createRecordEvent(store: AuditStore, clock: Clock): RecordEvent {
  return (origin, { details = {}, ...event }) =>
    store.append({ at: clock.now(), ...auditedOrigin(origin), details, ...event });
}
