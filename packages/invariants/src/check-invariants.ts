import { MongoClient } from 'mongodb';
import { INVARIANTS } from './all-invariants.ts';
import type { Invariant } from './invariant.ts';
import { withSnapshot } from './snapshot.ts';

/** Something that must never be, found. */
export interface Violation {
  /** The invariant's name, as `stock-movements`. */
  readonly invariant: string;
  /** The id or SKU that it was found with. */
  readonly subject: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
}

export interface CheckOptions {
  /** After so many of one invariant the rest of it is not looked at. */
  readonly maxViolations?: number;
  /** After so long a snapshot is given up for a newer one: servers end old ones. */
  readonly snapshotMs?: number;
}

/** The server gave the snapshot up; the walk goes on with another. */
function isSnapshotLost(error: unknown): boolean {
  const labels: unknown = error instanceof Error && 'errorLabels' in error && error.errorLabels;
  return Array.isArray(labels) && labels.includes('TransientTransactionError');
}

/** After so many lost snapshots without a step forward the error is the caller's. */
const MAX_LOSSES = 5;

async function checkOne(
  client: MongoClient,
  { name, walk }: Invariant,
  { maxViolations = 100, snapshotMs = 30_000 }: CheckOptions,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  let after: string | null = null;
  let losses = 0;
  for (let isDone = false; !isDone; ) {
    const from: string | null = after;
    try {
      isDone = await withSnapshot(client, async (reader) => {
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
 * Looks for everything about stock, checkouts, orders, payments, ledger and events that must never
 * be, and gives what it finds; nothing, in a sound database. It reads the collections by itself and
 * shares no code with what writes them. The database may be in use: what is compared was read from
 * one snapshot. Takes a connection string that names a database, or a client of one.
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
