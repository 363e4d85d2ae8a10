import { type Actor, ERRORS, type ErrorReason } from '@trastienda/shop-contract';
import type { Logger } from 'pino';

/** A call as it is logged, without input and output. */
export interface LoggedCall {
  readonly requestId: string;
  readonly path: string;
  readonly type: string;
  readonly code: 'OK' | ErrorReason;
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
 * Logs a call as one line, at the level that the error table assigns to its reason. Only errors
 * that an operator must look at are logged with stack and causes: the message of a rejected input
 * may quote the input.
 */
export function logCall(log: Logger, call: LoggedCall): void {
  const { error, ...fields } = call;
  const level = call.code === 'OK' ? 'info' : ERRORS[call.code].logLevel;
  log[level](
    {
      ...fields,
      path: call.path.slice(0, MAX_PATH_LENGTH),
      durationMs: Math.round(call.durationMs * 10) / 10,
      actor: nameOf(call.actor),
      ...(level === 'error' && error !== undefined ? { err: error } : {}),
    },
    'call',
  );
}
