import type { Engine } from '../engine/engine.ts';
import type { Transaction } from '../transactions/transaction.ts';
import type { Lane } from './lane.ts';

/** Where a session's latest transaction stands. */
export interface SessionTransaction {
  readonly number: bigint;
  /** Absent until the first operation has run: the snapshot is taken then. */
  transaction: Transaction | undefined;
  state: 'open' | 'committing' | 'committed' | 'aborted';
  /** The commit under way or done, so that a repeated commit answers the same. */
  commit: Promise<void> | undefined;
  readonly startedAt: number;
  /** One command of a transaction runs at a time, whatever a client sends at once. */
  readonly lane: Lane;
}

/** A logical session of a client. */
export interface LogicalSession {
  readonly id: Buffer;
  lastUsed: number;
  current: SessionTransaction | undefined;
  /**
   * The commits under way by number, also those of transactions that a newer one has replaced: a
   * repeated commit must not be told that there is none, as the client would run it all again.
   */
  readonly commits: Map<bigint, Promise<void>>;
}

/** MongoDB's `logicalSessionTimeoutMinutes`. */
export const SESSION_TIMEOUT_MINUTES = 30;
const MINUTE_MS = 60_000;

/** The sessions that clients have used lately. */
export class SessionRegistry {
  private readonly engine: Engine;
  private readonly sessions = new Map<string, LogicalSession>();
  /** How long a transaction may stay open, in milliseconds. */
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

  /** All sessions, in no particular order. */
  list(): LogicalSession[] {
    return [...this.sessions.values()];
  }

  /** Ends a session; an open transaction of it is aborted. One that commits stays known. */
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

  /** Aborts transactions that were open for too long and forgets sessions that nobody used. */
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
