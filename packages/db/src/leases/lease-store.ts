import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { type LeaseDocument, leaseSchema } from './lease-schema.ts';

/** Who does a job that one process at a time should do. Not for use inside a transaction. */
export interface LeaseStore {
  /**
   * Takes or keeps the job until `until`; false while another process has it. A lease that ends
   * later than twice this time from now was made before the clock was set back, and is void.
   */
  acquire(job: string, holder: string, now: Date, until: Date): Promise<boolean>;
  /** Gives it up, if the holder still has it. */
  release(job: string, holder: string): Promise<void>;
  /**
   * The jobs that a process has now. Leases that end after `latest` were made before the clock was
   * set back, and do not count.
   */
  findHeld(now: Date, latest: Date): Promise<string[]>;
}

/** Opens the collection `leases`. */
export function createLeaseStore(connection: Connection): LeaseStore {
  const model = connection.model<LeaseDocument>('Lease', leaseSchema);

  return {
    async acquire(job, holder, now, until) {
      const latest = new Date(2 * until.getTime() - now.getTime());
      const isFree = [{ holder }, { until: { $lte: now } }, { until: { $gt: latest } }];
      try {
        await model.updateOne(
          { _id: job, $or: isFree },
          { $set: { holder, until } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // Somebody else's lease does not match, and so a second one is inserted, which cannot be.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async release(job, holder) {
      await model.deleteOne({ _id: job, holder });
    },

    async findHeld(now, latest) {
      const held = await model.find({ until: { $gt: now, $lte: latest } }).lean<LeaseDocument[]>();
      return held.map(({ _id }) => _id);
    },
  };
}
