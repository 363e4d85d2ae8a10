import type { Transaction } from './transaction.ts';

/**
 * Thrown when an open transaction holds a key that a write outside of transactions needs. The write
 * waits until the transaction ends.
 */
export class BlockedByTransaction extends Error {
  readonly transaction: Transaction;

  constructor(transaction: Transaction) {
    super('The write waits for an open transaction');
    this.transaction = transaction;
  }
}

/** Converts a key to a string for use in a map. Latin-1 keeps every byte. */
export function intentKey(key: Buffer): string {
  return key.toString('latin1');
}

/** Write intents: which open transaction has written which document, unique key or collection. */
export class IntentTable {
  private readonly holders = new Map<string, Transaction>();

  holderOf(key: string): Transaction | undefined {
    return this.holders.get(key);
  }

  hold(key: string, transaction: Transaction): void {
    this.holders.set(key, transaction);
  }

  /** Releases those of the keys that the transaction still holds. */
  releaseAll(keys: Iterable<string>, transaction: Transaction): void {
    for (const key of keys) {
      if (this.holders.get(key) === transaction) this.holders.delete(key);
    }
  }
}

interface Batch {
  readonly sequence: bigint;
  readonly keys: ReadonlySet<string>;
}

const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * Keys written by recent commits, by which a transaction detects that a key changed after its
 * snapshot. Goes back as far as the oldest open snapshot.
 */
export class RecentWrites {
  private readonly latest = new Map<string, bigint>();
  private batches: Batch[] = [];
  private running: ReadonlySet<string> = NO_KEYS;

  /**
   * Treats the keys of the running write as written, including keys added to the set later. While
   * the write yields, a transaction must not claim a key that it has already written.
   */
  begin(keys: ReadonlySet<string>): void {
    this.running = keys;
  }

  /** Ends the running write. Only recorded keys count as written from now on. */
  finish(): void {
    this.running = NO_KEYS;
  }

  record(sequence: bigint, keys: ReadonlySet<string>): void {
    if (keys.size === 0) return;
    for (const key of keys) this.latest.set(key, sequence);
    this.batches.push({ sequence, keys });
  }

  /**
   * Removes the record of a commit that failed or had nothing to write: it would conflict with
   * every snapshot.
   */
  discard(sequence: bigint): void {
    const failed = this.batches.filter((batch) => batch.sequence === sequence);
    this.batches = this.batches.filter((batch) => batch.sequence !== sequence);
    for (const key of failed.flatMap(({ keys }) => [...keys])) {
      const before = this.batches.findLast(({ keys }) => keys.has(key));
      if (before) this.latest.set(key, before.sequence);
      else this.latest.delete(key);
    }
  }

  isWrittenAfter(key: string, sequence: bigint): boolean {
    if (this.running.has(key)) return true;
    const written = this.latest.get(key);
    return written !== undefined && written > sequence;
  }

  /** Removes commits that every open and future snapshot sees. */
  forgetUpTo(sequence: bigint): void {
    let kept = 0;
    for (const batch of this.batches) {
      if (batch.sequence > sequence) break;
      kept += 1;
      for (const key of batch.keys) {
        if (this.latest.get(key) === batch.sequence) this.latest.delete(key);
      }
    }
    if (kept > 0) this.batches = this.batches.slice(kept);
  }
}
