import type { AuditEntryView, AuthAction } from '@trastienda/auth-contract';
import { auditedOrigin, type CallOrigin, type Clock } from '@trastienda/base';
import type { AuditStore } from '../collections/index.ts';

interface AuditEvent {
  readonly action: AuthAction;
  /** The affected resource; null when there is none. */
  readonly subjectId: string | null;
  /** Ids, counts and kinds; never an email address, a name or a secret. */
  readonly details?: AuditEntryView['details'];
  /** The actor, if it is known only after the call began, as at sign-in. */
  readonly actor?: AuditEntryView['actor'];
}

/** Appends an event to the audit log, in the transaction of the change that it records. */
export type RecordEvent = (origin: CallOrigin, event: AuditEvent) => Promise<void>;

export function createRecordEvent(store: AuditStore, clock: Clock): RecordEvent {
  return (origin, { details = {}, ...event }) =>
    store.append({ at: clock.now(), ...auditedOrigin(origin), details, ...event });
}
