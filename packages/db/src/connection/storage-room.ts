import { ShopError } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { readFault } from './faults.ts';

/** About as much as an order with its entries takes. */
const TRIAL_BYTES = 64 * 1024;
/** Holds nothing but what {@link StorageRoom.check} is writing. */
const COLLECTION = 'storage_trials';

/** Whether the database's storage was full when something was last written to it. */
export interface StorageRoom {
  /** Takes note of what a store or a transaction failed with. */
  note(fault: unknown): void;
  /**
   * Costs nothing as long as no write found the storage full. Afterwards it tries to write something,
   * until there is room again.
   *
   * @throws {ShopError} STORAGE_FULL while there is no room.
   */
  check(): Promise<void>;
}

/** Watches the storage behind a connection. */
export function createStorageRoom(connection: Connection): StorageRoom {
  let isFull = false;
  return {
    note(fault) {
      if (fault instanceof ShopError && fault.reason === 'STORAGE_FULL') isFull = true;
    },
    async check() {
      if (!isFull) return;
      const trials = connection.collection<{ _id: string; at: Date; padding: Buffer }>(COLLECTION);
      const trial = { _id: 'room' };
      try {
        const written = { at: new Date(), padding: Buffer.alloc(TRIAL_BYTES) };
        await trials.replaceOne(trial, written, { upsert: true });
        await trials.deleteOne(trial);
        isFull = false;
      } catch (error) {
        throw readFault(error);
      }
    },
  };
}
