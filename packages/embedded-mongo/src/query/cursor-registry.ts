import { randomBytes } from 'node:crypto';
import { mongoError } from '../mongo-error.ts';
import type { Transaction } from '../transactions/transaction.ts';

/** One batch of a cursor. */
export interface Batch {
  readonly documents: readonly Buffer[];
  /** True when nothing is left, so that the cursor can go. */
  readonly isDone: boolean;
}

/** What to put into a batch at most, and until when. */
export interface BatchRequest {
  readonly maxDocuments: number;
  /** Epoch milliseconds; 50 when it passes. */
  readonly deadline: number | undefined;
  /** How long a tailing cursor may wait for something to give. */
  readonly awaitMs?: number | undefined;
}

/** Where the documents of a cursor come from. */
export interface CursorSource {
  nextBatch(request: BatchRequest): Promise<Batch>;
  /** Lets go of what an idle cursor should not hold. */
  rest(): void;
  close(): void;
  /** Ends a wait for something to give, as the cursor was killed meanwhile. */
  interrupt?(): void;
  /** Further fields of the reply's cursor, such as a resume token. */
  extras?(): Record<string, unknown>;
}

/** A cursor that a client may ask for more of. */
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

  /** The cursor, now in use; 43 when there is none, 12051 when somebody else reads from it. */
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

  /** Gives the cursor back after a batch; it is closed when it is done or was killed meanwhile. */
  checkIn(cursor: OpenCursor, isDone: boolean): void {
    cursor.isBusy = false;
    cursor.lastUsed = Date.now();
    if (isDone || cursor.isKilled) this.remove(cursor);
    else cursor.source.rest();
  }

  private remove(cursor: OpenCursor): void {
    this.cursors.delete(cursor.id);
    cursor.source.close();
  }

  /** True when there was such a cursor. */
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

  /** Kills the cursors that `isDoomed` picks. */
  killWhere(isDoomed: (cursor: OpenCursor) => boolean): void {
    for (const cursor of [...this.cursors.values()]) if (isDoomed(cursor)) this.killCursor(cursor);
  }

  sweep(now = Date.now()): void {
    this.killWhere(
      (cursor) => !cursor.isBusy && !cursor.noTimeout && now - cursor.lastUsed > this.timeoutMs,
    );
  }
}
