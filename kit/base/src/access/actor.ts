/** An anonymous visitor. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
  /** True when the caller presented a session that has ended. */
  readonly hasEndedSession?: boolean;
}

/** Another system that calls with an API key or a configured token. */
export interface MachineActor<Permission extends string = string> {
  readonly kind: 'machine';
  /** Name for logs; never the key. */
  readonly name: string;
  /** Id of the API key; absent for the token set in the environment. */
  readonly keyId?: string;
  readonly permissions: readonly Permission[];
}

/** A signed-in account. */
export interface AccountActor<Role extends string = string, Permission extends string = string> {
  readonly kind: 'account';
  readonly accountId: string;
  /** Public id of the session, as its owner sees it: neither the token nor its hash. */
  readonly sessionId: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** True when the password or second factor was presented recently. */
  readonly isRecent: boolean;
}

/** The operator, who runs commands on the server. No request has this actor. */
export interface OperatorActor<Permission extends string = string> {
  readonly kind: 'operator';
  readonly permissions: readonly Permission[];
}

/** The caller of a use case, with the roles and permissions of the application. */
export type Actor<Role extends string = string, Permission extends string = string> =
  | AnonymousActor
  | MachineActor<Permission>
  | AccountActor<Role, Permission>
  | OperatorActor<Permission>;

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };
