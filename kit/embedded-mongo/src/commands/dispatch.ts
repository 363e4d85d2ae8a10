import { Double } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { sequenceTimestamp } from '../bson/sequence-timestamp.ts';
import {
  badValue,
  MongoError,
  mongoError,
  notSupported,
  searchNotEnabled,
} from '../mongo-error.ts';
import type { Mutex } from '../sessions/mutex.ts';
import type { LogicalSession, SessionTransaction } from '../sessions/session-registry.ts';
import {
  continueTransaction,
  noSuchTransaction,
  sessionIdOf,
  startTransaction,
  transactionNumberOf,
} from '../sessions/transaction-protocol.ts';
import type { Transaction } from '../transactions/transaction.ts';
import { checkClusterTime, clusterTime } from './cluster-time.ts';
import type {
  ClientConnection,
  CommandCall,
  CommandServices,
  CommandSpec,
} from './command-call.ts';
import { ConnectionClosedByFailPoint, injectFailure, isRetryableCode } from './fail-points.ts';
import { appNameOf } from './handshake.ts';
import { checkCommandFields } from './known-fields.ts';
import { findCommand } from './registry.ts';
import { checkStableApi } from './stable-api.ts';
import { isNotPrimary, topologyVersion } from './topology-version.ts';
import { SEARCH_COMMANDS, UNSUPPORTED_COMMANDS } from './unsupported-commands.ts';
import { optionalCount, optionalDocument, requireString } from './values.ts';

/** A received command, independent of the transport. */
interface CommandInput {
  readonly command: Document;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly connection: ClientConnection;
}

/** Commands that end a transaction. Their failure does not abort it. */
const ENDING: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction']);
/** Commands that a driver may send as retryable writes. */
const RETRYABLE: ReadonlySet<string> = new Set([
  'insert',
  'update',
  'delete',
  'findAndModify',
  'findandmodify',
  'bulkWrite',
]);

/**
 * Runs a command and returns the reply. An error becomes a reply with `ok: 0`.
 *
 * @throws {ConnectionClosedByFailPoint} when a fail point closes the connection.
 */
export async function dispatch(services: CommandServices, input: CommandInput): Promise<Document> {
  const name = Object.keys(input.command)[0] ?? '';
  try {
    const reply = await services.inFlight.run(() => runWithFailPoint(services, input, name));
    return finish(services, { ...reply, ok: 1 });
  } catch (error) {
    if (error instanceof ConnectionClosedByFailPoint) throw error;
    return finish(services, errorReply(error));
  }
}

/** Errors after which a transaction can be run again, inside it or at its commit. */
const TRANSIENT_CODES: ReadonlySet<number> = new Set([24, 112, 246, 251, 267]);

/** Returns the error labels that MongoDB adds for this command and code. */
function defaultLabels(command: Document, code: number | undefined): string[] {
  if (code === undefined || command.txnNumber === undefined) return [];
  const isEnding = ENDING.has(Object.keys(command)[0] ?? '');
  if (command.autocommit === false) {
    if (TRANSIENT_CODES.has(code)) return ['TransientTransactionError'];
    if (!isEnding) return isRetryableCode(code) ? ['TransientTransactionError'] : [];
  }
  return isRetryableCode(code) ? ['RetryableWriteError'] : [];
}

/** Returns the labels of a write concern error. The write itself succeeded. */
function writeConcernLabels(command: Document, code: number | undefined): string[] {
  const isInside = command.autocommit === false && !ENDING.has(Object.keys(command)[0] ?? '');
  return isInside ? [] : defaultLabels(command, code);
}

/**
 * Returns MongoDB's write concern error when a replica set of one cannot satisfy the write concern.
 */
function unmetWriteConcern(command: Document): Document | undefined {
  const { writeConcern } = command;
  const w = isDocument(writeConcern) ? writeConcern.w : undefined;
  if ((numberOf(w) ?? 0) > 1) {
    const errmsg = 'Not enough data-bearing nodes';
    return { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg };
  }
  if (typeof w === 'string' && w !== 'majority') {
    const errmsg = `No write concern mode named '${w}' found in replica set configuration`;
    return { code: 79, codeName: 'UnknownReplWriteConcern', errmsg };
  }
  return undefined;
}

/** Runs a command and applies an active fail point, which may add a write concern error. */
async function runWithFailPoint(
  services: CommandServices,
  input: CommandInput,
  name: string,
): Promise<Document> {
  const { command, connection } = input;
  const namespace = `${String(command.$db)}.${String(command[name])}`;
  // The first hello of a connection is the source of its application name.
  const appName = connection.appName ?? appNameOf(command);
  const failure = services.failPoints.take(name, appName, namespace);
  if (!failure) {
    const reply = await run(services, input, name);
    const unmet = unmetWriteConcern(command);
    return unmet ? { ...reply, writeConcernError: unmet } : reply;
  }
  const labelsOfCode = defaultLabels(command, failure.errorCode);
  await injectFailure(failure, labelsOfCode, services.engine.closing);
  const reply = await run(services, input, name);
  const { writeConcernError, errorLabels } = failure;
  if (!writeConcernError) return reply;
  const code = numberOf(writeConcernError.code);
  const labels = errorLabels ?? writeConcernLabels(command, code);
  return { ...reply, writeConcernError, ...(labels.length > 0 ? { errorLabels: labels } : {}) };
}

function finish(services: CommandServices, reply: Document): Document {
  reply.ok = new Double(numberOf(reply.ok) ?? 0);
  const { sequence } = services.engine;
  reply.$clusterTime = clusterTime(sequence);
  reply.operationTime = sequenceTimestamp(sequence);
  if (isNotPrimary(reply)) reply.topologyVersion = topologyVersion(services);
  return reply;
}

/** Converts an error to a reply. Anything but a MongoError is a bug here: 1, InternalError. */
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
    if (SEARCH_COMMANDS.has(name)) throw searchNotEnabled(`the command ${name}`);
    if (UNSUPPORTED_COMMANDS.has(name) || name.startsWith('_'))
      throw notSupported(`the command ${name}`);
    throw mongoError(59, `no such command: '${name}'`);
  }
  checkStableApi(name, command);
  checkClusterTime(command);
  if (!spec.isHandshake) {
    checkCommandFields(name, command, spec.known);
    checkReadConcern(command);
  }
  if (spec.adminOnly && command.$db !== 'admin') {
    throw mongoError(13, `${name} may only be run against the admin database.`);
  }
  return spec;
}

async function run(
  services: CommandServices,
  { command, sequences, connection }: CommandInput,
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
    connection,
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
  const readConcern = optionalDocument(command, 'readConcern');
  if (readConcern?.level === 'snapshot')
    throw notSupported('the read concern "snapshot" outside of transactions');
}

const READ_CONCERNS: ReadonlySet<unknown> = new Set([
  undefined,
  'local',
  'available',
  'majority',
  'linearizable',
  'snapshot',
]);

/**
 * Validates the read concern. All levels behave the same here.
 *
 * @throws {MongoError} 2 for an unknown level.
 */
function checkReadConcern(command: Document): void {
  const readConcern = optionalDocument(command, 'readConcern') ?? {};
  if (!READ_CONCERNS.has(readConcern.level)) {
    throw badValue(
      `Enumeration value '${String(readConcern.level)}' for field 'readConcern.level' is not a valid value.`,
    );
  }
  if (readConcern.atClusterTime !== undefined) {
    throw notSupported('the read concern "atClusterTime"');
  }
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
  // A retryable write after a transaction means that the client has abandoned the transaction.
  if (session.current && session.current.number < number) services.sessions.abortOpen(session);
}

async function runInTransaction(
  call: CommandCall & { readonly session: LogicalSession },
  spec: CommandSpec,
  number: bigint,
): Promise<Document> {
  const { services, session, command, name } = call;
  if (ENDING.has(name)) {
    const ended = session.current?.number === number ? session.current : undefined;
    return withMutex(ended?.mutex, () => spec.run(call));
  }
  const isStart = command.startTransaction === true;
  if (!spec.inTransaction) {
    throw mongoError(263, `Cannot run '${name}' in a multi-document transaction.`);
  }
  const current = isStart
    ? startTransaction(services.sessions, session, number)
    : continueTransaction(session, number);
  if (command.writeConcern !== undefined) {
    throw mongoError(72, 'writeConcern is not allowed within a multi-statement transaction');
  }
  if (!isStart && command.readConcern !== undefined) {
    throw mongoError(72, 'Only the first command in a transaction may specify a readConcern');
  }
  return withMutex(current.mutex, () => runStatement(call, spec, current));
}

/** Waits for earlier commands of the same transaction. */
async function withMutex<T>(mutex: Mutex | undefined, run: () => Promise<T> | T): Promise<T> {
  const release = await mutex?.acquire();
  try {
    return await run();
  } finally {
    release?.();
  }
}

async function runStatement(
  call: CommandCall & { readonly session: LogicalSession },
  spec: CommandSpec,
  current: SessionTransaction,
): Promise<Document> {
  const { services, session } = call;
  const { number } = current;
  // An earlier command may have failed or ended the transaction.
  continueTransaction(session, number);
  let transaction: Transaction | undefined;
  try {
    transaction = current.transaction ??= services.engine.begin();
    transaction.enter();
    const reply = await spec.run({ ...call, transaction });
    if (current.state === 'aborted') throw noSuchTransaction(number);
    // Failed statements of a batch end the transaction, although the reply itself is ok.
    if (Array.isArray(reply.writeErrors)) end(call, current);
    return reply;
  } catch (error) {
    // The transaction expired or was killed while the command ran, which caused the error.
    const isAborted = current.state === 'aborted';
    end(call, current);
    throw isAborted ? noSuchTransaction(number) : error;
  } finally {
    transaction?.leave();
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
