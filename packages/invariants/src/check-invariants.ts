import { MongoClient } from 'mongodb';
import { INVARIANTS } from './all-invariants.ts';
import type { Invariant } from './invariant.ts';
import { withSnapshot } from './snapshot.ts';

/** A violation of an invariant. */
export interface Violation {
  /** The invariant's name, as `stock-movements`. */
  readonly invariant: string;
  /** Id or SKU of the affected document. */
  readonly subject: string;
  /** Description of the problem in a sentence. */
  readonly message: string;
}

export interface CheckOptions {
  /** Maximum number of violations per invariant, after which the rest of it is skipped. */
  readonly maxViolations?: number;
  /** Maximum age of a snapshot before it is replaced by a newer one: servers end old snapshots. */
  readonly snapshotMs?: number;
  /**
   * Present time: events and webhooks that have waited for too long are problems then. By default
   * they are not, as in tests whose clocks stand still.
   */
  readonly now?: Date;
}

/** Returns whether the server ended the snapshot; the walk continues with another. */
function isSnapshotLost(error: unknown): boolean {
  const labels: unknown = error instanceof Error && 'errorLabels' in error && error.errorLabels;
  return Array.isArray(labels) && labels.includes('TransientTransactionError');
}

/** Number of lost snapshots without progress after which the error is thrown. */
const MAX_LOSSES = 5;

async function checkOne(
  client: MongoClient,
  { name, walk }: Invariant,
  { maxViolations = 100, snapshotMs = 30_000, now }: CheckOptions,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  let after: string | null = null;
  let losses = 0;
  for (let isDone = false; !isDone; ) {
    const from: string | null = after;
    try {
      isDone = await withSnapshot(client, now ?? null, async (reader) => {
        const startedAt = performance.now();
        for await (const { key, problems } of walk(reader, from)) {
          for (const message of problems) {
            violations.push({ invariant: name, subject: key, message });
          }
          after = key;
          losses = 0;
          if (violations.length >= maxViolations) return true;
          if (performance.now() - startedAt > snapshotMs) return false;
        }
        return true;
      });
    } catch (error) {
      losses += 1;
      if (!isSnapshotLost(error) || losses > MAX_LOSSES) throw error;
    }
  }
  return violations;
}

/**
 * Checks all invariants of stock, checkouts, orders, payments, ledger and events and returns the
 * violations; none, in a sound database. It reads the collections itself and shares no code with
 * their writers. The database may be in use: all compared values come from one snapshot. Takes a
 * connection string that names a database, or a client of one.
 */
export async function checkInvariants(
  target: string | MongoClient,
  options: CheckOptions = {},
): Promise<Violation[]> {
  const client = typeof target === 'string' ? new MongoClient(target) : target;
  try {
    const violations: Violation[] = [];
    for (const invariant of INVARIANTS) {
      violations.push(...(await checkOne(client, invariant, options)));
    }
    return violations;
  } finally {
    if (client !== target) await client.close();
  }
}
