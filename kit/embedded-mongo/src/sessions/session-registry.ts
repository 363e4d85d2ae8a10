import type { Engine } from '../engine/engine.ts';
import type { Transaction } from '../transactions/transaction.ts';
import type { Mutex } from './mutex.ts';

/** State of a session's latest transaction. */
export interface SessionTransaction {
  readonly number: bigint;
  /** Absent until the first operation, which takes the snapshot. */
  transaction: Transaction | undefined;
  state: 'open' | 'committing' | 'committed' | 'aborted';
  /** The running or finished commit, so that a repeated commit returns the same result. */
  commit: Promise<void> | undefined;
  readonly startedAt: number;
  /** Serializes the commands of a transaction, even when a client sends several at once. */
  readonly mutex: Mutex;
}

/** A logical session of a client. */
export interface LogicalSession {
  readonly id: Buffer;
  lastUsed: number;
  current: SessionTransaction | undefined;
  /**
   * Running commits by transaction number, including those of older transactions. A repeated commit
   * must find its predecessor; otherwise the client would run the whole transaction again.
   */
  readonly commits: Map<bigint, Promise<void>>;
}

/** MongoDB's `logicalSessionTimeoutMinutes`. */
export const SESSION_TIMEOUT_MINUTES = 30;
const MINUTE_MS = 60_000;

/** The active logical sessions. */
export class SessionRegistry {
  private readonly engine: Engine;
  private readonly sessions = new Map<string, LogicalSession>();
  /** Maximum age of an open transaction, in milliseconds. */
  transactionLifetimeMs: number;

  constructor(engine: Engine, transactionLifetimeMs: number) {
    this.engine = engine;
    this.transactionLifetimeMs = transactionLifetimeMs;
  }

  use(id: Buffer): LogicalSession {
    const key = id.toString('hex');
    let session = this.sessions.get(key);
    if (!session) {
      session = { id, lastUsed: 0, current: undefined, commits: new Map() };
      this.sessions.set(key, session);
    }
    session.lastUsed = Date.now();
    return session;
  }

  /** Returns all sessions, unordered. */
  list(): LogicalSession[] {
    return [...this.sessions.values()];
  }

  /** Ends a session and aborts its open transaction. Keeps a session with a running commit. */
  end(id: Buffer): void {
    const key = id.toString('hex');
    const session = this.sessions.get(key);
    if (!session) return;
    this.abortOpen(session);
    if (session.commits.size === 0) this.sessions.delete(key);
  }

  endAll(): void {
    for (const session of [...this.sessions.values()]) this.end(session.id);
  }

  /** Aborts the open transaction of the session, if there is one. */
  abortOpen(session: LogicalSession): void {
    const { current } = session;
    if (current?.state !== 'open') return;
    current.state = 'aborted';
    if (current.transaction) this.engine.abort(current.transaction);
    current.transaction = undefined;
  }

  /** Aborts transactions that exceed their lifetime and removes expired sessions. */
  sweep(now = Date.now()): void {
    for (const session of [...this.sessions.values()]) {
      const { current } = session;
      if (current?.state === 'open' && now - current.startedAt > this.transactionLifetimeMs) {
        this.abortOpen(session);
      }
      const isStale = now - session.lastUsed > SESSION_TIMEOUT_MINUTES * MINUTE_MS;
      if (isStale) this.end(session.id);
    }
  }
}
