import type { AuditEntryView } from '../accounts/audit.ts';
import { type Actor, OPERATOR } from './actor.ts';

/** Where a call comes from; what use cases know of it for records and limits. */
export interface CallOrigin {
  readonly actor: Actor;
  /** Names the HTTP request; null for a command. */
  readonly requestId: string | null;
  /** What calls are counted by: an IPv4 address, the /64 of an IPv6 one, or `unknown`. */
  readonly source: string;
  /** What may be written down: the /24 of an IPv4 address, the /48 of an IPv6 one, or null. */
  readonly network: string | null;
  /** The caller's program as it names itself, shortened: `Firefox on Windows`. */
  readonly device: string;
}

/** The origin of what a command does. */
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

/** What an entry of the audit log says of where a call came from. */
export function auditedOrigin({ actor, requestId, network }: CallOrigin): {
  readonly actor: AuditEntryView['actor'];
  readonly requestId: string | null;
  readonly network: string | null;
} {
  return { actor: auditActorOf(actor), requestId, network };
}
