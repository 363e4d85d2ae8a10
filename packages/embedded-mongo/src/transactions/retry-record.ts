import { Long } from 'bson';
import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import { sessionKey } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import type { WriteContext } from './write-context.ts';

/** A retryable write as the client numbered it. */
export interface RetryIdentity {
  readonly sessionId: Buffer;
  readonly transactionNumber: bigint;
}

interface SessionRecord {
  readonly transactionNumber: bigint;
  /** True when the number is that of a committed transaction. */
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

/** Whether a transaction of this number was committed, perhaps before a restart. */
export function isCommittedTransaction(view: ReadView, identity: RetryIdentity): boolean {
  const record = readRecord(view, identity.sessionId);
  return record?.isCommitted === true && record.transactionNumber === identity.transactionNumber;
}

/** Notes a committed transaction in the commit itself. */
export function recordCommit(ctx: WriteContext, identity: RetryIdentity): void {
  writeRecord(ctx, identity.sessionId, {
    transactionNumber: identity.transactionNumber,
    isCommitted: true,
    statements: {},
  });
}

/** When the record of a session was last written. */
export function recordAge(bytes: Buffer, now: number): number {
  const { used } = decodeDocument(bytes);
  return used instanceof Date ? now - used.getTime() : 0;
}

/**
 * The results of a retryable command's statements: those of an earlier attempt are given instead
 * of running again, new ones are stored in the same commit as the writes themselves.
 */
export class StatementResults {
  private readonly ctx: WriteContext;
  private readonly identity: RetryIdentity | undefined;
  private readonly known: Document = {};
  private isChanged = false;
  readonly retriedIds: number[] = [];

  /** Throws 225 when the session has gone on to a later number. */
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

  /** Whether the statement is one of a numbered write and has not been done before. */
  isNew(statementId: number): boolean {
    return this.identity !== undefined && !isDocument(this.known[String(statementId)]);
  }

  /** The result of an earlier attempt, which is then counted as given again. */
  earlier(statementId: number): Document | undefined {
    const earlier = this.identity ? this.known[String(statementId)] : undefined;
    if (!isDocument(earlier)) return undefined;
    this.retriedIds.push(statementId);
    return earlier;
  }

  /** Notes the result of a statement that was done now. Failures are not remembered. */
  remember(statementId: number, result: Document): void {
    if (!this.identity) return;
    this.known[String(statementId)] = result;
    this.isChanged = true;
  }

  /** Stores what was learnt; call it at the end of the write. */
  save(): void {
    if (!this.identity || !this.isChanged) return;
    writeRecord(this.ctx, this.identity.sessionId, {
      transactionNumber: this.identity.transactionNumber,
      isCommitted: false,
      statements: this.known,
    });
  }
}
