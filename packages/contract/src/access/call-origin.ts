import type { AuditEntryView } from '../accounts/audit.ts';
import { type Actor, OPERATOR } from './actor.ts';

/** Origin of a call, for audit records and rate limits. */
export interface CallOrigin {
  readonly actor: Actor;
  /** Id of the HTTP request; null for a command. */
  readonly requestId: string | null;
  /** Key for rate limits: an IPv4 address, the /64 of an IPv6 address, or `unknown`. */
  readonly source: string;
  /**
   * The loggable part of the address: the /24 of an IPv4 address, the /48 of an IPv6 address, or
   * null.
   */
  readonly network: string | null;
  /** The caller's program by its own name, shortened: `Firefox on Windows`. */
  readonly device: string;
}

/** Origin of the operator's commands. */
export const OPERATOR_ORIGIN: CallOrigin = {
  actor: OPERATOR,
  requestId: null,
  source: 'unknown',
  network: null,
  device: 'command',
};

function auditActorOf(actor: Actor): AuditEntryView['actor'] {
  switch (actor.kind) {
    case 'account':
      return { kind: 'account', id: actor.accountId };
    case 'machine':
      return { kind: 'machine', id: actor.keyId ?? actor.name };
    case 'operator':
    case 'anonymous':
      return { kind: actor.kind, id: null };
  }
}

/** Returns the part of an origin that the audit log stores. */
export function auditedOrigin({ actor, requestId, network }: CallOrigin): {
  readonly actor: AuditEntryView['actor'];
  readonly requestId: string | null;
  readonly network: string | null;
} {
  return { actor: auditActorOf(actor), requestId, network };
}
