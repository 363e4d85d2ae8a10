import type { Snapshot } from '../catalog/snapshot.ts';
import { mongoError } from '../mongo-error.ts';
import { Transaction } from '../transactions/transaction.ts';

/**
 * How many transactions may be open. Each holds a snapshot, and the readers of other commands need
 * their share of what the file allows (`MAX_READERS`).
 */
const MAX_OPEN_TRANSACTIONS = 1000;

/** The transactions that have begun and not ended. */
export class OpenTransactions {
  private readonly all = new Set<Transaction>();

  /** Begins one on the snapshot that `snapshot` returns; 261 when too many are open. */
  begin(snapshot: () => Snapshot): Transaction {
    if (this.all.size >= MAX_OPEN_TRANSACTIONS) {
      throw mongoError(261, `${MAX_OPEN_TRANSACTIONS} transactions are open, which is the most`, {
        labels: ['TransientTransactionError'],
      });
    }
    const transaction = new Transaction(snapshot());
    this.all.add(transaction);
    return transaction;
  }

  /** Forgets a transaction; false when it has ended before. */
  delete(transaction: Transaction): boolean {
    return this.all.delete(transaction);
  }

  /** Those that may still be written to; others are being committed. */
  writable(): readonly Transaction[] {
    return [...this.all].filter(({ state }) => state === 'open');
  }

  /** The oldest sequence that a snapshot of theirs holds, or `latest` when that is older. */
  oldestSequence(latest: bigint): bigint {
    let oldest = latest;
    for (const { snapshot } of this.all) {
      if (snapshot.sequence < oldest) oldest = snapshot.sequence;
    }
    return oldest;
  }
}
