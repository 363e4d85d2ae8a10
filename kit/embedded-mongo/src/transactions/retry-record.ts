import { Long } from 'bson';
import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import { sessionKey } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import type { WriteContext } from './write-context.ts';

/** Session and number by which a client identifies a retryable write. */
export interface RetryIdentity {
  readonly sessionId: Buffer;
  readonly transactionNumber: bigint;
}

interface SessionRecord {
  readonly transactionNumber: bigint;
  /** True when the number belongs to a committed transaction. */
  readonly isCommitted: boolean;
  readonly statements: Document;
}

function readRecord(view: ReadView, sessionId: Buffer): SessionRecord | undefined {
  const bytes = view.get(sessionKey(sessionId));
  if (!bytes) return undefined;
  const { number, committed, statements } = decodeDocument(bytes);
  return {
    transactionNumber: number instanceof Long ? number.toBigInt() : -1n,
    isCommitted: committed === true,
    statements: isDocument(statements) ? statements : {},
  };
}

function writeRecord(ctx: WriteContext, sessionId: Buffer, record: SessionRecord): void {
  const bytes = encodeDocument({
    number: Long.fromBigInt(record.transactionNumber),
    committed: record.isCommitted,
    statements: record.statements,
    used: ctx.now,
  });
  ctx.view.put(sessionKey(sessionId), bytes);
}

/** Returns true when a transaction with this number was committed, even before a restart. */
export function isCommittedTransaction(view: ReadView, identity: RetryIdentity): boolean {
  const record = readRecord(view, identity.sessionId);
  return record?.isCommitted === true && record.transactionNumber === identity.transactionNumber;
}

/** Records a committed transaction within the commit itself. */
export function recordCommit(ctx: WriteContext, identity: RetryIdentity): void {
  writeRecord(ctx, identity.sessionId, {
    transactionNumber: identity.transactionNumber,
    isCommitted: true,
    statements: {},
  });
}

/** Returns the milliseconds since a session's record was last written. */
export function recordAge(bytes: Buffer, now: number): number {
  const { used } = decodeDocument(bytes);
  return used instanceof Date ? now - used.getTime() : 0;
}

/**
 * Results of a retryable command's statements. Returns the results of an earlier attempt instead of
 * running a statement again. Stores new results in the commit of the writes themselves.
 */
export class StatementResults {
  private readonly ctx: WriteContext;
  private readonly identity: RetryIdentity | undefined;
  private readonly known: Document = {};
  private isChanged = false;
  readonly retriedIds: number[] = [];

  /** @throws {MongoError} 225 when the session has already used a later number. */
  constructor(ctx: WriteContext, identity: RetryIdentity | undefined) {
    this.ctx = ctx;
    this.identity = identity;
    if (!identity) return;
    const record = readRecord(ctx.view, identity.sessionId);
    if (!record) return;
    if (record.transactionNumber > identity.transactionNumber) {
      throw mongoError(
        225,
        `Retryable write with txnNumber ${identity.transactionNumber} is prohibited on session because a newer retryable write with txnNumber ${record.transactionNumber} has already started on this session.`,
      );
    }
    if (record.transactionNumber === identity.transactionNumber) this.known = record.statements;
  }

  /** True when the statement belongs to a retryable write and has not run before. */
  isNew(statementId: number): boolean {
    return this.identity !== undefined && !isDocument(this.known[String(statementId)]);
  }

  /** Returns the result of an earlier attempt and lists the statement as retried. */
  find(statementId: number): Document | undefined {
    const earlier = this.identity ? this.known[String(statementId)] : undefined;
    if (!isDocument(earlier)) return undefined;
    this.retriedIds.push(statementId);
    return earlier;
  }

  /** Adds the result of a statement that ran now. Failures are not stored. */
  add(statementId: number, result: Document): void {
    if (!this.identity) return;
    this.known[String(statementId)] = result;
    this.isChanged = true;
  }

  /** Stores new results. Call it at the end of the write. */
  save(): void {
    if (!this.identity || !this.isChanged) return;
    writeRecord(this.ctx, this.identity.sessionId, {
      transactionNumber: this.identity.transactionNumber,
      isCommitted: false,
      statements: this.known,
    });
  }
}
