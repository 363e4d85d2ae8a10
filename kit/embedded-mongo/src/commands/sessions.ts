import { randomUUID } from 'node:crypto';
import { Binary, UUID } from 'bson';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import type { LogicalSession } from '../sessions/session-registry.ts';
import { SESSION_TIMEOUT_MINUTES } from '../sessions/session-registry.ts';
import {
  abortTransaction,
  commitTransaction,
  sessionIdOf,
  transactionNumberOf,
} from '../sessions/transaction-protocol.ts';
import type { CommandCall } from './command-call.ts';
import { documentsOf, requireArray } from './values.ts';

/** The startSession command. Drivers generate session ids by themselves. */
export function startSession(call: CommandCall): Document {
  const id = new UUID(randomUUID());
  call.services.sessions.use(Buffer.from(id.buffer));
  return {
    id: { id: new Binary(id.buffer, Binary.SUBTYPE_UUID) },
    timeoutMinutes: SESSION_TIMEOUT_MINUTES,
  };
}

function listedSessions(call: CommandCall): Buffer[] {
  return documentsOf(requireArray(call.command, call.name), call.name).flatMap((lsid) => {
    const id = sessionIdOf({ lsid });
    return id ? [id] : [];
  });
}

/** The endSessions command: aborts the sessions' open transactions. */
export function endSessions(call: CommandCall): Document {
  for (const id of listedSessions(call)) call.services.sessions.end(id);
  return {};
}

/** The killSessions command: works like endSessions and also kills the sessions' cursors. */
export function killSessions(call: CommandCall): Document {
  const ids = listedSessions(call);
  const { cursors, sessions } = call.services;
  cursors.killWhere(({ sessionId }) => ids.some((id) => sessionId?.equals(id)));
  for (const id of ids) sessions.end(id);
  return {};
}

/** The killAllSessions command. It ignores the list of users, since there are none. */
export function killAllSessions(call: CommandCall): Document {
  const { cursors, sessions } = call.services;
  cursors.killWhere(({ sessionId }) => sessionId !== undefined);
  sessions.endAll();
  return {};
}

/** The refreshSessions command. */
export function refreshSessions(call: CommandCall): Document {
  for (const id of listedSessions(call)) call.services.sessions.use(id);
  return {};
}

function identityOf(call: CommandCall) {
  const number = transactionNumberOf(call.command);
  if (!call.session || number === undefined || call.command.autocommit !== false) {
    throw mongoError(
      50768,
      `${call.name} must be run within a transaction: it needs lsid, txnNumber and autocommit: false`,
    );
  }
  return { session: call.session, number };
}

/**
 * Kills the cursors of the transaction. A late commit or abort of an older transaction does not
 * affect those of the newer one.
 */
function killCursorsOf(call: CommandCall, { current }: LogicalSession, number: bigint): void {
  const transaction = current?.number === number ? current.transaction : undefined;
  if (transaction) call.services.cursors.killWhere((cursor) => cursor.transaction === transaction);
}

/** The commitTransaction command. A repeated commit returns the same reply. */
export async function commit(call: CommandCall): Promise<Document> {
  const { session, number } = identityOf(call);
  killCursorsOf(call, session, number);
  await commitTransaction(call.services.engine, session, number);
  return {};
}

/** The abortTransaction command. */
export function abort(call: CommandCall): Document {
  const { session, number } = identityOf(call);
  killCursorsOf(call, session, number);
  abortTransaction(call.services.sessions, session, number);
  return {};
}
