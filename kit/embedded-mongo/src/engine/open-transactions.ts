import type { Snapshot } from '../catalog/snapshot.ts';
import { mongoError } from '../mongo-error.ts';
import { Transaction } from '../transactions/transaction.ts';

/**
 * Maximum number of open transactions. Each holds a snapshot, and other readers need their share of
 * `MAX_READERS`.
 */
const MAX_OPEN_TRANSACTIONS = 1000;

/** The open transactions. */
export class OpenTransactions {
  private readonly all = new Set<Transaction>();

  /**
   * Starts a transaction on the snapshot that `snapshot` returns.
   *
   * @throws {MongoError} 261 when too many are open.
   */
  begin(snapshot: () => Snapshot): Transaction {
    if (this.all.size >= MAX_OPEN_TRANSACTIONS) {
      throw mongoError(261, `Too many open transactions: the limit is ${MAX_OPEN_TRANSACTIONS}`, {
        labels: ['TransientTransactionError'],
      });
    }
    const transaction = new Transaction(snapshot());
    this.all.add(transaction);
    return transaction;
  }

  /** Removes a transaction. Returns false when it had already ended. */
  delete(transaction: Transaction): boolean {
    return this.all.delete(transaction);
  }

  /** Returns the transactions that still accept writes; others are being committed. */
  writable(): readonly Transaction[] {
    return [...this.all].filter(({ state }) => state === 'open');
  }

  /** Returns the oldest sequence that an open transaction's snapshot holds, at most `latest`. */
  oldestSequence(latest: bigint): bigint {
    let oldest = latest;
    for (const { snapshot } of this.all) {
      if (snapshot.sequence < oldest) oldest = snapshot.sequence;
    }
    return oldest;
  }
}
