import { type Actor, ERRORS, type ErrorReason } from '@trastienda/contract';
import type { Logger } from 'pino';

/** A call as the log has it: neither its input nor its output. */
export interface LoggedCall {
  readonly requestId: string;
  readonly path: string;
  readonly type: string;
  readonly code: 'OK' | ErrorReason;
  readonly durationMs: number;
  /** Null when it is not known who called. */
  readonly actor: Actor | null;
  readonly error?: unknown;
}

/** A path that names no procedure is whatever the caller wrote. */
const MAX_PATH_LENGTH = 200;

function nameOf(actor: Actor | null): string | null {
  if (actor === null) return null;
  switch (actor.kind) {
    case 'machine':
      // People choose the names of keys, and could choose one that somebody else is known by.
      return actor.keyId === undefined ? `machine:${actor.name}` : `key:${actor.keyId}`;
    case 'account':
      return `account:${actor.accountId}`;
    default:
      return actor.kind;
  }
}

/**
 * Writes one line for a call, at the level that the error table gives to its reason. Only what an
 * operator must look at shows its error with stack and causes: the message of a refused input may
 * quote the input.
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
