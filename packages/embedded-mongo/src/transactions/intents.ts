import type { Transaction } from './transaction.ts';

/** Thrown when a write outside of transactions meets one inside: it waits for that one's end. */
export class BlockedByTransaction extends Error {
  readonly transaction: Transaction;

  constructor(transaction: Transaction) {
    super('The write waits for an open transaction');
    this.transaction = transaction;
  }
}

/** Map keys have to be strings; Latin-1 keeps every byte. */
export function keyText(key: Buffer): string {
  return key.toString('latin1');
}

/** Which open transaction has written which document, unique key or collection. */
export class IntentTable {
  private readonly holders = new Map<string, Transaction>();

  holderOf(key: string): Transaction | undefined {
    return this.holders.get(key);
  }

  hold(key: string, transaction: Transaction): void {
    this.holders.set(key, transaction);
  }

  /** Lets go of those keys that the transaction still holds. */
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
 * Which keys were written by which recent commit, so that a transaction can tell that a key
 * changed after its snapshot. Kept as far back as the oldest open snapshot.
 */
export class RecentWrites {
  private readonly latest = new Map<string, bigint>();
  private batches: Batch[] = [];
  private underWay: ReadonlySet<string> = NO_KEYS;

  /**
   * Counts the keys of the write under way as written, those that are still to come into the set
   * included: between its turns a transaction must not take what it has written already.
   */
  begin(keys: ReadonlySet<string>): void {
    this.underWay = keys;
  }

  /** The write under way has ended, and left nothing but what was recorded. */
  finish(): void {
    this.underWay = NO_KEYS;
  }

  record(sequence: bigint, keys: ReadonlySet<string>): void {
    if (keys.size === 0) return;
    for (const key of keys) this.latest.set(key, sequence);
    this.batches.push({ sequence, keys });
  }

  /** Takes back what was recorded of a commit that failed, or had nothing to write: it would conflict with every snapshot. */
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
    if (this.underWay.has(key)) return true;
    const written = this.latest.get(key);
    return written !== undefined && written > sequence;
  }

  /** Forgets commits that every open and every future snapshot can see. */
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
