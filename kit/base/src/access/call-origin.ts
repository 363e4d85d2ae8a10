import type { Actor } from './actor.ts';

/** Origin of a call, for audit records and rate limits. */
export interface CallOrigin<Role extends string = string, Permission extends string = string> {
  readonly actor: Actor<Role, Permission>;
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

/** An actor as the audit log stores it. */
export interface AuditedActor {
  readonly kind: Actor['kind'];
  /** Id of the account or API key, or the name of a token; null for a visitor. */
  readonly id: string | null;
}

/** The part of an origin that the audit log stores. */
export interface AuditedOrigin {
  readonly actor: AuditedActor;
  readonly requestId: string | null;
  readonly network: string | null;
}

function auditedActor(actor: Actor): AuditedActor {
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
export function auditedOrigin({ actor, requestId, network }: CallOrigin): AuditedOrigin {
  return { actor: auditedActor(actor), requestId, network };
}
