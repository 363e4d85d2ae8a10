import type { Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { readFault } from '../connection/faults.ts';
import type { LeaseStore } from '../leases/lease-store.ts';
import type { Migration } from './migration.ts';
import type { MigrationDocument } from './migration-document.ts';
import { DatabaseNewerError, EarlierDataError, MigrationFailedError } from './migration-errors.ts';
import { withMigrationLease } from './migration-lease.ts';
import { migrationRecords } from './migration-schema.ts';
import { createTransactions } from './migration-transactions.ts';
import { waitForServers } from './wait-for-servers.ts';

/** A migration of this program and its record in the database. */
export interface MigrationStatus {
  readonly id: string;
  readonly description: string;
  /** Null when it has never started. */
  readonly startedAt: Date | null;
  /** Null while it is pending. */
  readonly finishedAt: Date | null;
  /** Error message of its last run. */
  readonly error: string | null;
}

/** Progress of a run. */
export type MigrationProgress =
  | { readonly kind: 'waiting'; readonly for: 'migration' | 'servers' }
  | { readonly kind: 'started' | 'finished'; readonly migration: MigrationStatus };

export interface RunMigrationsOptions {
  readonly now: () => Date;
  readonly onProgress?: (progress: MigrationProgress) => void;
  /** How long to wait for servers to stop; 20 seconds by default. */
  readonly patienceMs?: number;
}

export interface MigrationReport {
  /** Ids of the migrations that this call ran. */
  readonly ran: readonly string[];
  /** Sentences for an operator about data that a migration left unchanged. */
  readonly left: readonly string[];
}

/** Changes of stored data that a newer version of the program needs. */
export interface Migrations {
  /**
   * Lists every migration of this program, in order.
   *
   * @throws {DatabaseNewerError}
   * @throws {EarlierDataError}
   */
  list(): Promise<MigrationStatus[]>;
  /** Returns true when the database has no documents of the application. */
  isEmpty(): Promise<boolean>;
  /**
   * Runs pending migrations in order, one process at a time; records a new database as migrated.
   * Safe for concurrent processes, and may be repeated after any fault.
   *
   * @throws {DatabaseNewerError}
   * @throws {EarlierDataError}
   * @throws {ServersRunningError} when migrations are pending and a server runs.
   * @throws {MigrationFailedError}
   */
  run(options: RunMigrationsOptions): Promise<MigrationReport>;
}

/** Longer than the lease of any background job, which a killed server leaves behind. */
const PATIENCE_MS = 20_000;

/** Collections of this package, which may have documents before the application has any. */
const BOOKKEEPING = new Set(['leases', 'migrations', 'storage_trials']);

/** Creates the migrations of a database. */
export function createMigrations(
  connection: Connection,
  leases: LeaseStore,
  migrations: readonly Migration[],
): Migrations {
  const transaction = createTransactions(connection);
  const records = migrationRecords.modelOf(connection);

  const driver = (): mongo.Db => {
    if (connection.db === undefined) throw new Error('The connection is not open.');
    return connection.db;
  };

  async function listCollections(): Promise<string[]> {
    const found = await driver().listCollections({}, { nameOnly: true }).toArray();
    return found
      .map(({ name }) => name)
      .filter((name) => !BOOKKEEPING.has(name) && !name.startsWith('system.'));
  }

  /**
   * A backup of an earlier version, restored over the database, leaves the records of migrations.
   * Documents are searched only where that version made its collections: a search reads everything.
   */
  async function rejectEarlierData(statuses: readonly MigrationStatus[]): Promise<void> {
    const finished = new Set(statuses.filter((each) => !isPending(each)).map(({ id }) => id));
    const formerNames = migrations.flatMap(({ id, former = {} }) =>
      finished.has(id) ? Object.entries(former) : [],
    );
    if (formerNames.length === 0) return;
    const collections = new Set(await listCollections());
    if (!formerNames.some(([name, field]) => field === null && collections.has(name))) return;
    for (const [name, field] of formerNames) {
      const filter = field === null ? {} : { [field]: { $exists: true } };
      const found = await driver()
        .collection(name)
        .findOne(filter, { projection: { _id: 1 } });
      if (found !== null) throw new EarlierDataError(field === null ? name : `${name}.${field}`);
    }
  }

  async function list(): Promise<MigrationStatus[]> {
    const recorded = await records.find().sort({ _id: 1 }).lean<MigrationDocument[]>();
    const byId = new Map(recorded.map((record) => [record._id, record]));
    const statuses = migrations.map(({ id, description }): MigrationStatus => {
      const { startedAt = null, finishedAt = null, error = null } = byId.get(id) ?? {};
      byId.delete(id);
      return { id, description, startedAt, finishedAt, error };
    });
    if (byId.size > 0) throw new DatabaseNewerError([...byId.keys()]);
    await rejectEarlierData(statuses);
    return statuses;
  }

  const isPending = ({ finishedAt }: MigrationStatus) => finishedAt === null;

  async function isEmpty(): Promise<boolean> {
    for (const name of await listCollections()) {
      const document = await driver()
        .collection(name)
        .findOne({}, { projection: { _id: 1 } });
      if (document !== null) return false;
    }
    return true;
  }

  /** Records progress; returns false when the migration is already recorded as finished. */
  async function record(id: string, change: Omit<MigrationDocument, '_id'>): Promise<boolean> {
    const update = () =>
      records.updateOne({ _id: id, finishedAt: null }, { $set: change }, { upsert: true });
    for (let attempts = 1; ; attempts += 1) {
      try {
        await update();
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // A process that lost its lease may insert at the same time; the next attempt finds its
        // record.
        if (attempts === 2) return false;
      }
    }
  }

  /**
   * Records migrations that an earlier version has run, or that a new database does not need. One
   * with empty collections is not new: they may have an earlier version's indexes.
   */
  async function recordUnneeded(pending: readonly MigrationStatus[], now: Date): Promise<void> {
    const isNew = (await listCollections()).length === 0;
    for (const { id } of pending) {
      const migration = migrations.find((each) => each.id === id);
      const earlier = isNew ? now : await migration?.findEarlierRun?.(driver());
      if (!earlier) continue;
      await record(id, { startedAt: earlier, finishedAt: earlier, error: null });
    }
  }

  /** Returns null when another process has finished it. */
  async function runOne(migration: Migration, now: () => Date, signal: AbortSignal) {
    const { id } = migration;
    const startedAt = now();
    try {
      const isOurs = await record(id, { startedAt, finishedAt: null, error: null });
      if (!isOurs) return null;
      const left = await migration.run({ db: driver(), transaction, signal });
      signal.throwIfAborted();
      await record(id, { startedAt, finishedAt: now(), error: null });
      return left;
    } catch (thrown) {
      const error = readFault(thrown);
      const message = error instanceof Error ? error.message : String(error);
      if (!signal.aborted) {
        // Without the record `migrate --status` shows less; the error itself is thrown.
        await record(id, { startedAt, finishedAt: null, error: message }).catch(() => {});
      }
      throw new MigrationFailedError(id, error);
    }
  }

  return {
    list,
    isEmpty,

    async run({ now, onProgress = () => {}, patienceMs = PATIENCE_MS }) {
      if (!(await list()).some(isPending)) return { ran: [], left: [] };
      const onWait = () => onProgress({ kind: 'waiting', for: 'migration' });
      return withMigrationLease({ leases, now, onWait }, async (signal) => {
        await recordUnneeded((await list()).filter(isPending), now());
        const pending = new Set((await list()).filter(isPending).map(({ id }) => id));
        const todo = migrations.filter(({ id }) => pending.has(id));
        const ran: string[] = [];
        const left: string[] = [];
        if (todo.length === 0) return { ran, left };
        const onServers = () => onProgress({ kind: 'waiting', for: 'servers' });
        await waitForServers({ leases, now, patienceMs, onWait: onServers });
        for (const migration of todo) {
          const { id, description } = migration;
          const status = { id, description, startedAt: now(), finishedAt: null, error: null };
          onProgress({ kind: 'started', migration: status });
          const sentences = await runOne(migration, now, signal);
          if (sentences === null) continue;
          left.push(...sentences);
          ran.push(id);
          onProgress({ kind: 'finished', migration: { ...status, finishedAt: now() } });
        }
        return { ran, left };
      });
    },
  };
}
