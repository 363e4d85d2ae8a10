import type { Catalog } from '../catalog/catalog.ts';
import { loadCatalog } from '../catalog/load-catalog.ts';
import { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import { interruptedAtShutdown, mongoError } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { runCoroutine, withoutYield } from '../scheduling/coroutine.ts';
import { checkDeadline, TimeSlice } from '../scheduling/time-slice.ts';
import { Counters } from '../storage/counters.ts';
import type { FileStore } from '../storage/file-store.ts';
import { STATE_KEY } from '../storage/key-space.ts';
import { OverlayView } from '../storage/overlay-view.ts';
import { decodeState, encodeState, nextSequence } from '../storage/state-record.ts';
import type { GroupState } from '../transactions/group-context.ts';
import { GroupContext } from '../transactions/group-context.ts';
import { BlockedByTransaction, IntentTable, RecentWrites } from '../transactions/intents.ts';
import type { RetryIdentity } from '../transactions/retry-record.ts';
import { recordCommit } from '../transactions/retry-record.ts';
import type { Transaction } from '../transactions/transaction.ts';
import { applyTransaction, TransactionContext } from '../transactions/transaction-context.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { JobQueue } from './job-queue.ts';
import { OpenTransactions } from './open-transactions.ts';
import { waitWithDeadline } from './wait-with-deadline.ts';
import type { Job, Outcome } from './write-job.ts';
import { failAll, lockDeadline, settle, storageFailure } from './write-job.ts';

/** Size at which a commit group is closed, so that one commit stays bounded. */
const GROUP_BYTES = 32 * 1024 * 1024;

/** Attempts of a write that yield. Later attempts run without yielding; see `Engine.runJob`. */
const MAX_YIELDING_RESTARTS = 3;

/** Maximum length of the writer's time slices beside many readers, in milliseconds. */
const WRITER_SLICE_MS = 100;

/** Log entries removed per commit. */
const TRIM_BATCH = 2000;

/**
 * The storage engine below the query language: snapshots, commit groups, transactions.
 *
 * Writes that arrive during a commit form the next commit group. Each runs to its end on one
 * thread, on top of the previous ones, so writes outside of transactions are serial.
 */
export class Engine {
  readonly counters = new Counters();
  readonly multikeys = new MultikeyRegistry();
  private readonly store: FileStore;
  private readonly intents = new IntentTable();
  private readonly recent = new RecentWrites();
  private readonly openTransactions = new OpenTransactions();
  private readonly commitListeners = new Set<() => void>();
  /** The committed catalog and the one of the current group, by version. */
  private readonly catalogs = new Map<number, Catalog>();
  private committedCatalog: Catalog;
  private committedSequence: bigint;
  private nextId: number;
  private log: { readonly trimmedSequence: bigint; readonly logBytes: number };
  private readonly queue = new JobQueue();
  private readonly closer = new AbortController();
  private isRunning = false;

  constructor(store: FileStore) {
    this.store = store;
    const view = store.snapshot();
    try {
      const state = decodeState(view.get(STATE_KEY));
      this.committedSequence = state.sequence;
      this.nextId = state.nextId;
      this.log = state;
      this.committedCatalog = loadCatalog(view, state.catalogVersion);
      this.catalogs.set(state.catalogVersion, this.committedCatalog);
      this.multikeys.load(view);
    } finally {
      view.release();
    }
  }

  /** Cluster time of the last commit, which every new snapshot sees. */
  get sequence(): bigint {
    return this.committedSequence;
  }

  /** The commit log is complete after this sequence. */
  get trimmedSequence(): bigint {
    return this.log.trimmedSequence;
  }

  get catalog(): Catalog {
    return this.committedCatalog;
  }

  /** Aborted when the database starts closing. All readers have to stop. */
  get closing(): AbortSignal {
    return this.closer.signal;
  }

  /** Returns the latest committed state. The caller releases it. */
  snapshot(): Snapshot {
    const view = this.store.snapshot();
    const state = decodeState(view.get(STATE_KEY));
    const catalog = this.catalogs.get(state.catalogVersion);
    if (!catalog) {
      view.release();
      throw new Error(`No catalog of version ${state.catalogVersion} is known`);
    }
    const { sequence, trimmedSequence } = state;
    return { view, catalog, sequence, trimmedSequence, release: () => view.release() };
  }

  /** Calls `listener` after every commit. Returns a function that unsubscribes it. */
  onCommit(listener: () => void): () => void {
    this.commitListeners.add(listener);
    return () => this.commitListeners.delete(listener);
  }

  /**
   * Runs a write and resolves when it is on disk. A write blocked by a transaction runs again from
   * the start, so `run` must not keep state of an earlier run.
   */
  write<T>(run: (context: WriteContext) => T, deadline?: number): Promise<T> {
    return this.enqueue((context) => withoutYield(() => run(context)), deadline);
  }

  /**
   * Works like {@link write} for long writes: readers and transactions run at each yield, but other
   * writes outside of transactions wait for its end.
   *
   * @throws {MongoError} 50 when a transaction blocks it for longer than `lockTimeoutMs`.
   */
  writeCooperatively<T>(
    run: (context: WriteContext) => Coroutine<T>,
    deadline?: number,
    lockTimeoutMs?: number,
  ): Promise<T> {
    return this.enqueue((context) => run(context), deadline, lockTimeoutMs);
  }

  /** Removes old entries of the commit log; see `GroupContext.trimLog`. */
  async trimLog(maxBytes: number, maxAgeMs: number): Promise<void> {
    let isDone = false;
    while (!isDone) {
      isDone = await this.enqueue((context) =>
        withoutYield(() => context.trimLog(maxBytes, maxAgeMs, TRIM_BATCH)),
      );
    }
  }

  private enqueue<T>(
    run: (context: GroupContext, group: GroupState) => Coroutine<T>,
    deadline?: number,
    lockTimeoutMs?: number,
  ): Promise<T> {
    if (this.closing.aborted) return Promise.reject(interruptedAtShutdown());
    return new Promise<T>((resolve, reject) => {
      const done = (value: unknown): void => resolve(value as T);
      this.queue.push({ run, deadline, lockTimeoutMs, restarts: 0, reject, resolve: done });
      this.start();
    });
  }

  private start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    // All writes that arrive in this iteration of the event loop join the group.
    setImmediate(() => void this.runGroups());
  }

  private async runGroups(): Promise<void> {
    try {
      while (this.queue.length > 0) await this.runGroup();
    } catch (error) {
      // The storage cannot open a snapshot, so no queued write can run.
      this.queue.rejectAll(storageFailure(error));
    } finally {
      this.isRunning = false;
    }
  }

  private async runGroup(): Promise<void> {
    const base = this.store.snapshot();
    const now = new Date();
    const group: GroupState = {
      sequence: nextSequence(this.committedSequence, now.getTime()),
      catalog: this.committedCatalog,
      nextOrdinal: 0,
      trimmedSequence: this.log.trimmedSequence,
      logBytes: this.log.logBytes,
      multikeyIndexes: new Set(),
      allocateId: () => this.allocateId(),
    };
    const overlay = new OverlayView(base);
    const outcomes: Outcome[] = [];
    const slice = new TimeSlice({ longestMs: WRITER_SLICE_MS });
    // Writes that arrive while these yield belong to the next group.
    for (let left = this.queue.length; left > 0 && overlay.byteLength < GROUP_BYTES; left -= 1) {
      const job = this.queue.take();
      if (job) await this.runJob(job, group, overlay, now, outcomes, slice);
      await slice.pause();
    }
    try {
      await this.commitGroup(group, overlay, outcomes);
    } catch (error) {
      this.recent.discard(group.sequence);
      failAll(outcomes, error);
    } finally {
      base.release();
    }
  }

  private async runJob(
    job: Job,
    group: GroupState,
    overlay: OverlayView,
    now: Date,
    outcomes: Outcome[],
    slice: TimeSlice,
  ): Promise<void> {
    const context = new GroupContext(group, overlay, this.intents, this.multikeys, now);
    const savepoint = overlay.savepoint();
    // A write that transactions blocked again and again runs without yielding, so that it
    // completes.
    const mayYield = job.restarts < MAX_YIELDING_RESTARTS;
    const pause = (): Promise<void> | undefined => {
      if (this.closing.aborted) throw interruptedAtShutdown();
      const paused = mayYield ? slice.pause() : undefined;
      if (paused || !mayYield) checkDeadline(job.deadline);
      return paused;
    };
    this.recent.begin(context.claims);
    try {
      checkDeadline(job.deadline);
      const value = await runCoroutine(job.run(context, group), pause);
      this.recent.record(group.sequence, context.claims);
      outcomes.push({ job, isFailure: false, value });
    } catch (error) {
      overlay.rollbackTo(savepoint);
      context.rollback();
      if (error instanceof BlockedByTransaction) void this.wait(job, error.transaction);
      else outcomes.push({ job, isFailure: true, value: error });
    } finally {
      this.recent.finish();
    }
  }

  private async wait(job: Job, transaction: Transaction): Promise<void> {
    if (!(await waitWithDeadline(transaction.finished, lockDeadline(job)))) {
      job.reject(mongoError(50, 'operation exceeded time limit'));
    } else if (this.closing.aborted) {
      job.reject(interruptedAtShutdown());
    } else {
      job.restarts += 1;
      this.queue.push(job);
      this.start();
    }
  }

  private async commitGroup(
    group: GroupState,
    overlay: OverlayView,
    outcomes: readonly Outcome[],
  ): Promise<void> {
    if (overlay.size === 0) {
      // Nothing was written, so no snapshot will ever reach this sequence.
      this.recent.discard(group.sequence);
      settle(outcomes);
      return;
    }
    const confirmations = [...group.multikeyIndexes].map((indexId) => {
      const { key, value, confirm } = this.multikeys.record(indexId);
      overlay.put(key, value);
      return confirm;
    });
    const { sequence, catalog, trimmedSequence, logBytes } = group;
    const state = { sequence, nextId: this.nextId, trimmedSequence, logBytes };
    overlay.put(STATE_KEY, encodeState({ ...state, catalogVersion: catalog.version }));
    this.catalogs.set(catalog.version, catalog);
    try {
      await this.store.commit(overlay.pending());
    } catch (error) {
      if (catalog !== this.committedCatalog) this.catalogs.delete(catalog.version);
      throw error;
    }
    for (const confirm of confirmations) confirm();
    this.publish(group);
    settle(outcomes);
  }

  private publish(group: GroupState): void {
    if (group.catalog !== this.committedCatalog) {
      this.catalogs.delete(this.committedCatalog.version);
      this.committedCatalog = group.catalog;
      this.catalogs.set(group.catalog.version, group.catalog);
    }
    this.committedSequence = group.sequence;
    this.log = { trimmedSequence: group.trimmedSequence, logBytes: group.logBytes };
    this.forgetOldWrites();
    for (const listener of this.commitListeners) listener();
  }

  private forgetOldWrites(): void {
    this.recent.forgetUpTo(this.openTransactions.oldestSequence(this.committedSequence));
  }

  /**
   * Starts a transaction on the latest committed state.
   *
   * @throws {MongoError} 261 when too many are open.
   */
  begin(): Transaction {
    if (this.closing.aborted) throw interruptedAtShutdown();
    return this.openTransactions.begin(() => this.snapshot());
  }

  /**
   * Returns the context for a write inside the transaction.
   *
   * @throws {MongoError} 251 when the transaction has expired.
   */
  contextOf(transaction: Transaction): WriteContext {
    if (transaction.state !== 'open') throw mongoError(251, 'The transaction is no longer open.');
    return new TransactionContext(transaction, {
      intents: this.intents,
      recent: this.recent,
      multikeys: this.multikeys,
      allocateId: () => this.allocateId(),
    });
  }

  /** Returns an unused id. Ids are never reused, not even after a rollback. */
  private allocateId(): number {
    const id = this.nextId;
    this.nextId += 1;
    return id;
  }

  /** Commits and resolves when the writes are on disk. Aborts the transaction on failure. */
  async commit(transaction: Transaction, identity?: RetryIdentity): Promise<void> {
    if (!transaction.hasWrites) {
      this.end(transaction, 'committed');
      return;
    }
    transaction.state = 'committing';
    try {
      const { intents } = this;
      await this.enqueue(function* (context, group) {
        // From here on, later writes run on top of these or conflict with them.
        for (const text of transaction.claims) context.claims.add(text);
        intents.releaseAll(transaction.claims, transaction);
        yield* applyTransaction(transaction, context, group.multikeyIndexes);
        for (const event of transaction.events) {
          context.log(event, identity);
          yield undefined;
        }
        if (identity) recordCommit(context, identity);
      });
      this.end(transaction, 'committed');
    } catch (error) {
      this.end(transaction, 'aborted');
      throw error;
    }
  }

  abort(transaction: Transaction): void {
    this.end(transaction, 'aborted');
  }

  private end(transaction: Transaction, state: 'committed' | 'aborted'): void {
    if (!this.openTransactions.delete(transaction)) return;
    this.intents.releaseAll(transaction.claims, transaction);
    transaction.end(state);
    this.forgetOldWrites();
  }

  /**
   * Starts closing: fails queued and yielding writes with 11600, and aborts open transactions.
   * Commands observe {@link closing}.
   */
  interrupt(): void {
    if (this.closing.aborted) return;
    this.closer.abort();
    this.queue.rejectAll(interruptedAtShutdown());
    for (const transaction of this.openTransactions.writable()) this.abort(transaction);
  }

  /** Finishes a running commit and closes the file. All readers must have stopped. */
  async close(): Promise<void> {
    this.interrupt();
    while (this.isRunning) await new Promise((resolve) => setTimeout(resolve, 2));
    await this.store.close();
  }
}
