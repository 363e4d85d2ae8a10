import {
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { type LeaseDocument, leaseSchema } from './lease-schema.ts';

/** Leases of jobs that one process at a time should run. Not for use inside a transaction. */
export interface LeaseStore {
  /**
   * Acquires or extends the lease until `until`; false while another process holds it. A lease that
   * ends later than twice this duration from now was created before the clock was set back, and is
   * ignored.
   */
  acquire(job: string, holder: string, now: Date, until: Date): Promise<boolean>;
  /** Releases the lease if the holder still has it. */
  release(job: string, holder: string): Promise<void>;
  /**
   * Lists the jobs with a current lease. Leases that end after `latest` were created before the
   * clock was set back, and are ignored.
   */
  findHeld(now: Date, latest: Date): Promise<string[]>;
}

/** Creates the store of the collection `leases`. */
function createLeaseStore({ model }: CollectionContext<LeaseDocument>): LeaseStore {
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
        // Another process's lease does not match the filter, so the upsert inserts a duplicate id,
        // which fails.
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

/** Leases of background jobs and migrations. */
export const leases: StoreDefinition<LeaseStore> = defineCollection({
  name: 'leases',
  schema: leaseSchema,
  store: createLeaseStore,
});
