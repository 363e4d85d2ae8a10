import { numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { MongoError, mongoError } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { BlockedByTransaction } from '../transactions/intents.ts';
import { StatementResults } from '../transactions/retry-record.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import type { CommandCall } from './command-call.ts';
import type { WriteInterruption } from './fail-points.ts';
import { ConnectionClosedByFailPoint } from './fail-points.ts';
import { runWriteCooperatively } from './run-write.ts';
import { flag } from './values.ts';

/** MongoDB's `maxWriteBatchSize`. */
export const MAX_BATCH_SIZE = 100_000;

/** Results of the statements of a write command. */
export interface BatchOutcome {
  /** Results of successful statements, by position in the command. */
  readonly results: ReadonlyMap<number, Document>;
  readonly writeErrors: readonly Document[];
  readonly retriedIds: readonly number[];
}

/** True for errors that end a transaction at once and tell the client to run it again. */
function isTransient(error: unknown): boolean {
  return error instanceof MongoError && error.labels.includes('TransientTransactionError');
}

/** Time limit exceeded: the whole command fails and writes nothing. */
const TIME_LIMIT = 50;

function isWriteError(error: unknown): error is MongoError {
  return error instanceof MongoError && error.code !== TIME_LIMIT && !isTransient(error);
}

function writeError(index: number, error: MongoError): Document {
  return { index, code: error.code, errmsg: error.message, ...error.details };
}

function statementIdOf(command: Document, index: number): number {
  const { stmtIds } = command;
  if (Array.isArray(stmtIds)) return numberOf(stmtIds[index]) ?? index;
  return (numberOf(command.stmtId) ?? 0) + index;
}

/**
 * Runs the statements of an insert, update or delete in order. An ordered command stops at the
 * first error, an unordered one continues. In a transaction any error stops it.
 */
export async function runBatch(
  call: CommandCall,
  size: number,
  statement: (ctx: WriteContext, index: number) => Coroutine<Document>,
): Promise<BatchOutcome> {
  if (size === 0 || size > MAX_BATCH_SIZE) {
    throw mongoError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH_SIZE}. Got ${size} operations.`,
    );
  }
  const isOrdered = flag(call.command, 'ordered', true);
  const { failPoints } = call.services;
  const { isInterrupted, ...outcome } = await runWriteCooperatively(call, function* (ctx) {
    let interruption: WriteInterruption | undefined;
    const results = new Map<number, Document>();
    const writeErrors: Document[] = [];
    const statements = new StatementResults(ctx, call.retry);
    for (let index = 0; index < size; index += 1) {
      try {
        const id = statementIdOf(call.command, index);
        interruption = statements.isNew(id) ? failPoints.takeInterruption() : undefined;
        if (interruption === 'before') break;
        let result = statements.find(id);
        if (!result) {
          result = yield* statement(ctx, index);
          statements.add(id, result);
        }
        results.set(index, result);
        if (interruption) break;
      } catch (error) {
        if (error instanceof BlockedByTransaction || !isWriteError(error)) throw error;
        writeErrors.push(writeError(index, error));
        if (isOrdered || ctx.isTransaction) break;
      }
      // After failed statements too, so that other work and the time limit get their chance.
      yield undefined;
    }
    statements.save();
    const isInterrupted = interruption !== undefined;
    return { isInterrupted, results, writeErrors, retriedIds: statements.retriedIds };
  });
  if (isInterrupted) throw new ConnectionClosedByFailPoint();
  return outcome;
}

/** Builds the fields that the replies of all batch commands share. */
export function batchReply(n: number, outcome: BatchOutcome, extra: Document = {}): Document {
  return {
    n,
    ...extra,
    ...(outcome.writeErrors.length > 0 ? { writeErrors: outcome.writeErrors } : {}),
    ...(outcome.retriedIds.length > 0 ? { retriedStmtIds: outcome.retriedIds } : {}),
  };
}

/** Sums a numeric field over all results. */
export function total(outcome: BatchOutcome, field: string): number {
  let sum = 0;
  for (const result of outcome.results.values()) sum += numberOf(result[field]) ?? 0;
  return sum;
}
