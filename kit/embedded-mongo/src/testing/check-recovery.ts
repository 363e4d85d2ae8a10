import { Long } from 'bson';
import { decodeDocument } from '../bson/bson-codec.ts';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { DirectoryReport } from './check-consistency.ts';
import type { Attempt } from './crash-client.ts';
import { messageFrame, RawClient } from './raw-client.ts';
import { imageIn } from './replay-log.ts';

/** By attempt and `_id`: number of writes of that document in the commit log. */
export type Written = ReadonlyMap<number, ReadonlyMap<string, number>>;

export function writtenBy({ log }: DirectoryReport): Written {
  const written = new Map<number, Map<string, number>>();
  for (const { entry } of log) {
    const bytes = imageIn(entry.after);
    if (!bytes) continue;
    const after = decodeDocument(bytes);
    const op = numberOf(after.op) ?? 0;
    const counts = written.get(op) ?? new Map<string, number>();
    const id = String(after._id);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    written.set(op, counts);
  }
  return written;
}

/**
 * Compares a directory after a crash with what clients were told before it. Everything acknowledged
 * exists, nothing rolled back exists, and records of retryable writes exist exactly when their
 * writes do. `attempts` is the state at the time of the crash.
 */
export function checkRecovery(report: DirectoryReport, attempts: readonly Attempt[]): string[] {
  const problems = [...report.problems];
  const written = writtenBy(report);
  for (const attempt of attempts) {
    const { op, answer, command } = attempt;
    const isThere = written.has(op);
    if (answer && answer.sequence > report.sequence) {
      problems.push(`The answer to ${op} belongs to a missing commit`);
    }
    if (answer?.hasWritten && !isThere) problems.push(`${op} was acknowledged, but is missing`);
    if (command.abortTransaction && isThere) problems.push(`${op} was aborted, but is stored`);
    if (isThere || answer?.hasWritten) problems.push(...checkRecord(attempt, report, isThere));
  }
  return problems;
}

function checkRecord(attempt: Attempt, report: DirectoryReport, isThere: boolean): string[] {
  const { op, number, sessionId, isTransaction } = attempt;
  if (number === undefined) return [];
  const record = report.sessions.get(sessionId);
  const stored = record?.number instanceof Long ? record.number.toNumber() : 0;
  if (stored > number) return [];
  const isKnown = stored === number && isRecorded(record, isTransaction);
  if (isKnown === isThere) return [];
  return [`${op} is ${isThere ? '' : 'not '}stored, which contradicts its session record`];
}

function isRecorded(record: Document | undefined, isTransaction: boolean): boolean {
  if (isTransaction) return record?.committed === true;
  const { statements } = record ?? {};
  return isDocument(statements) && Object.keys(statements).length > 0;
}

/**
 * Retries each session's last attempt on a server with the same data. Returns the problems: a
 * completed attempt must return its result, an incomplete one may run now.
 */
export async function retryLast(
  port: number,
  attempts: readonly Attempt[],
  written: Written,
): Promise<string[]> {
  const problems: string[] = [];
  const last = new Map<string, Attempt>();
  for (const attempt of attempts) {
    if (attempt.number !== undefined && !attempt.command.abortTransaction) {
      last.set(attempt.sessionId, attempt);
    } else last.delete(attempt.sessionId);
  }
  const raw = await RawClient.open(port);
  for (const { op, command } of last.values()) {
    const reply = await raw.send(messageFrame(command));
    if (written.has(op) && reply?.ok !== 1) {
      problems.push(`${op} was stored, but its retry failed: ${reply?.errmsg}`);
    }
  }
  raw.close();
  return problems;
}

/**
 * Returns the writes that a retry repeated. A statement that failed at first, in a batch of
 * several, may succeed in the retry.
 */
export function findRepeatedWrites(before: Written, after: Written): string[] {
  return [...before].flatMap(([op, counts]) =>
    [...counts]
      .filter(([id, count]) => after.get(op)?.get(id) !== count)
      .map(([id]) => `${op} wrote ${id} again`),
  );
}
