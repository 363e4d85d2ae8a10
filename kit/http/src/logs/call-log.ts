import type { Actor, ErrorDefinition, Log } from '@trastienda/base';

/** A call as it is logged, without input and output. */
export interface LoggedCall {
  readonly requestId: string;
  readonly path: string;
  readonly type: string;
  /** `OK`, or the reason of the failure. */
  readonly code: string;
  readonly level: ErrorDefinition['logLevel'];
  readonly durationMs: number;
  /** Null when the caller is unknown. */
  readonly actor: Actor | null;
  readonly error?: unknown;
}

/** Longest logged path: the caller chooses the text of a path that names no procedure. */
const MAX_PATH_LENGTH = 200;

function nameOf(actor: Actor | null): string | null {
  if (actor === null) return null;
  switch (actor.kind) {
    case 'machine':
      // The names of API keys are free text and could imitate another caller.
      return actor.keyId === undefined ? `machine:${actor.name}` : `key:${actor.keyId}`;
    case 'account':
      return `account:${actor.accountId}`;
    default:
      return actor.kind;
  }
}

/**
 * Logs a call as one line, a failed one at the level that the error table assigns to its reason. Only errors
 * that an operator must look at are logged with stack and causes: the message of a rejected input
 * may quote the input.
 */
export function logCall(log: Log, call: LoggedCall): void {
  const { requestId, path, type, code, level, durationMs, actor, error } = call;
  const fields = {
    requestId,
    path: path.slice(0, MAX_PATH_LENGTH),
    type,
    code,
    durationMs: Math.round(durationMs * 10) / 10,
    actor: nameOf(actor),
  };
  log[level](level === 'error' && error !== undefined ? { ...fields, err: error } : fields, 'call');
}
