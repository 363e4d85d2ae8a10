import { randomBytes } from 'node:crypto';
import { mongoError } from '../mongo-error.ts';
import type { Transaction } from '../transactions/transaction.ts';

/** One batch of a cursor. */
export interface Batch {
  readonly documents: readonly Buffer[];
  /** True when no documents are left and the cursor can be closed. */
  readonly isDone: boolean;
}

/** Limits of a batch. */
export interface BatchRequest {
  readonly maxDocuments: number;
  /** Epoch milliseconds; the read fails with 50 after this time. */
  readonly deadline: number | undefined;
  /** Maximum wait of a tailing cursor for new documents, in milliseconds. */
  readonly awaitMs?: number | undefined;
}

/** Source of a cursor's documents. */
export interface CursorSource {
  nextBatch(request: BatchRequest): Promise<Batch>;
  /** Releases resources that an idle cursor should not hold. */
  suspend(): void;
  close(): void;
  /** Ends a wait for new documents, since the cursor was killed. */
  interrupt?(): void;
  /** Returns more fields of the reply's cursor, such as a resume token. */
  extras?(): Record<string, unknown>;
}

/** A cursor from which a client may fetch more batches. */
interface OpenCursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly source: CursorSource;
  readonly sessionId: Buffer | undefined;
  readonly transaction: Transaction | undefined;
  readonly noTimeout: boolean;
  readonly comment: unknown;
  isBusy: boolean;
  isKilled: boolean;
  lastUsed: number;
}

const ID_BITS = 62n;

/** The open cursors of a server. */
export class CursorRegistry {
  private readonly cursors = new Map<bigint, OpenCursor>();
  private readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    this.timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.cursors.size;
  }

  add(cursor: Omit<OpenCursor, 'id' | 'isBusy' | 'isKilled' | 'lastUsed'>): OpenCursor {
    let id = 0n;
    while (id === 0n || this.cursors.has(id)) {
      id = BigInt.asUintN(Number(ID_BITS), randomBytes(8).readBigUInt64LE());
    }
    const open = { ...cursor, id, isBusy: false, isKilled: false, lastUsed: Date.now() };
    this.cursors.set(id, open);
    return open;
  }

  /**
   * Returns a cursor and marks it as busy.
   *
   * @throws {MongoError} 43 when it does not exist, 13 in another namespace, 12051 when it is busy.
   */
  checkOut(id: bigint, namespace: string): OpenCursor {
    const cursor = this.cursors.get(id);
    if (!cursor) throw mongoError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw mongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.isBusy) throw mongoError(12051, `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    return cursor;
  }

  /** Returns a cursor after a batch. Closes it when it is done or was killed meanwhile. */
  checkIn(cursor: OpenCursor, isDone: boolean): void {
    cursor.isBusy = false;
    cursor.lastUsed = Date.now();
    if (isDone || cursor.isKilled) this.remove(cursor);
    else cursor.source.suspend();
  }

  private remove(cursor: OpenCursor): void {
    this.cursors.delete(cursor.id);
    cursor.source.close();
  }

  /** Kills a cursor. Returns false when it does not exist. */
  kill(id: bigint, namespace: string): boolean {
    const cursor = this.cursors.get(id);
    if (!cursor || cursor.namespace !== namespace) return false;
    this.killCursor(cursor);
    return true;
  }

  private killCursor(cursor: OpenCursor): void {
    if (cursor.isBusy) {
      cursor.isKilled = true;
      this.cursors.delete(cursor.id);
      cursor.source.interrupt?.();
    } else this.remove(cursor);
  }

  /** Kills the cursors that match. */
  killWhere(matches: (cursor: OpenCursor) => boolean): void {
    for (const cursor of [...this.cursors.values()]) if (matches(cursor)) this.killCursor(cursor);
  }

  sweep(now = Date.now()): void {
    this.killWhere(
      (cursor) => !cursor.isBusy && !cursor.noTimeout && now - cursor.lastUsed > this.timeoutMs,
    );
  }
}
