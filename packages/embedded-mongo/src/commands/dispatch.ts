import { MongoError, mongoError, notSupported } from '../mongo-error.ts';
import type { Document } from '../semantics/index.ts';
import { isDocument } from '../storage/bson-values.ts';
import type { LogicalSession, SessionTransaction } from '../txn/session-registry.ts';
import {
  continueTransaction,
  sessionIdOf,
  startTransaction,
  transactionNumberOf,
} from '../txn/transaction-protocol.ts';
import { clusterTime, sequenceTimestamp } from './cluster-time.ts';
import type { CommandCall, CommandServices, CommandSpec } from './command-call.ts';
import { checkCommandFields } from './known-fields.ts';
import { findCommand, REFUSED_COMMANDS } from './registry.ts';
import { optionalCount, requireString } from './values.ts';

/** A command as it came in, from whatever transport. */
export interface CommandInput {
  readonly command: Document;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly connectionId: number;
}

/** Commands that end a transaction do not fail inside of it. */
const ENDING: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction']);
/** Writes that a driver may number for a retry. */
const RETRYABLE: ReadonlySet<string> = new Set([
  'insert',
  'update',
  'delete',
  'findAndModify',
  'findandmodify',
  'bulkWrite',
]);

/** Runs a command and gives the reply; failures become replies with `ok: 0`. */
export async function dispatch(services: CommandServices, input: CommandInput): Promise<Document> {
  const name = Object.keys(input.command)[0] ?? '';
  try {
    const reply = await run(services, input, name);
    return finish(services, { ...reply, ok: 1 });
  } catch (error) {
    return finish(services, errorReply(error));
  }
}

function finish(services: CommandServices, reply: Document): Document {
  const { sequence } = services.engine;
  reply.$clusterTime = clusterTime(sequence);
  reply.operationTime = sequenceTimestamp(sequence);
  return reply;
}

/** The reply for a failure. What is not a MongoDB error is a bug here: 1, InternalError. */
export function errorReply(error: unknown): Document {
  if (!(error instanceof MongoError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: 0, errmsg: text, code: 1, codeName: 'InternalError' };
  }
  const { message, code, codeName, labels, details } = error;
  return {
    ok: 0,
    errmsg: message,
    code,
    codeName,
    ...details,
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  };
}

function lookUp(name: string, command: Document): CommandSpec {
  const spec = findCommand(name);
  if (!spec) {
    if (REFUSED_COMMANDS.has(name)) throw notSupported(`the command ${name}`);
    throw mongoError(59, `no such command: '${name}'`);
  }
  if (!spec.isHandshake) checkCommandFields(name, command, spec.known);
  if (spec.adminOnly && command.$db !== 'admin') {
    throw mongoError(13, `${name} may only be run against the admin database.`);
  }
  return spec;
}

async function run(
  services: CommandServices,
  { command, sequences, connectionId }: CommandInput,
  name: string,
): Promise<Document> {
  services.engine.counters.countCommand(name);
  const spec = lookUp(name, command);
  const maxTimeMs = name === 'getMore' ? undefined : optionalCount(command, 'maxTimeMS');
  const base = {
    services,
    name,
    command,
    sequences,
    connectionId,
    database: spec.isHandshake ? String(command.$db ?? 'admin') : requireString(command, '$db'),
    deadline: maxTimeMs ? Date.now() + maxTimeMs : undefined,
  };
  const sessionId = spec.isHandshake ? undefined : sessionIdOf(command);
  const session = sessionId && services.sessions.use(sessionId);
  const number = session && transactionNumberOf(command);
  if (session && number !== undefined && command.autocommit === false) {
    return runInTransaction(
      { ...base, session, retry: undefined, transaction: undefined },
      spec,
      number,
    );
  }
  checkOutsideTransaction(command, name);
  if (session && number !== undefined) checkRetryable(services, session, number, name);
  const retry =
    session && number !== undefined
      ? { sessionId: session.id, transactionNumber: number }
      : undefined;
  return spec.run({ ...base, session, retry, transaction: undefined });
}

function checkOutsideTransaction(command: Document, name: string): void {
  if (command.autocommit !== undefined || command.startTransaction !== undefined) {
    throw mongoError(
      72,
      `${name}: 'autocommit' and 'startTransaction' need a session, a txnNumber and autocommit: false`,
    );
  }
  const { readConcern } = command;
  const level = isDocument(readConcern) ? readConcern.level : undefined;
  if (level === 'snapshot')
    throw notSupported('the read concern "snapshot" outside of transactions');
}

function checkRetryable(
  services: CommandServices,
  session: LogicalSession,
  number: bigint,
  name: string,
): void {
  if (!RETRYABLE.has(name)) {
    throw mongoError(
      72,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${name} is not a retryable write command.`,
    );
  }
  // A numbered write after a transaction means that the client has given it up.
  if (session.current && session.current.number < number) services.sessions.abortOpen(session);
}

async function runInTransaction(
  call: CommandCall & { readonly session: LogicalSession },
  spec: CommandSpec,
  number: bigint,
): Promise<Document> {
  const { services, session, command, name } = call;
  if (ENDING.has(name)) return spec.run(call);
  const isStart = command.startTransaction === true;
  if (!spec.inTransaction) {
    throw mongoError(263, `Cannot run '${name}' in a multi-document transaction.`);
  }
  const current = isStart
    ? startTransaction(services.sessions, session, number)
    : continueTransaction(session, number);
  if (!isStart && command.readConcern !== undefined) {
    throw mongoError(72, 'Only the first command in a transaction may specify a readConcern');
  }
  current.transaction ??= services.engine.begin();
  try {
    const reply = await spec.run({ ...call, transaction: current.transaction });
    // Failed statements of a batch end the transaction, although the reply itself is ok.
    if (Array.isArray(reply.writeErrors)) end(call, current);
    return reply;
  } catch (error) {
    end(call, current);
    throw error;
  }
}

function end(
  call: CommandCall & { readonly session: LogicalSession },
  current: SessionTransaction,
) {
  const { cursors, sessions } = call.services;
  const { transaction } = current;
  if (transaction) cursors.killWhere((cursor) => cursor.transaction === transaction);
  if (call.session.current === current) sessions.abortOpen(call.session);
}
