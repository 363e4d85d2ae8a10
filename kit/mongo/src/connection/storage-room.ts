import { isBaseError } from '@trastienda/base';
import type { Connection } from 'mongoose';
import { readFault } from './faults.ts';

/** About the size of an order with its entries. */
const TRIAL_BYTES = 64 * 1024;
/** Contains only the documents that {@link StorageRoom.check} is writing. */
const COLLECTION = 'storage_trials';

/** Tracks whether the database's storage is full. */
export interface StorageRoom {
  /** Records the failure of a store or a transaction. */
  note(fault: unknown): void;
  /**
   * Costs nothing until a write finds the storage full. From then on it attempts a write until
   * there is room again.
   *
   * @throws {BaseError} STORAGE_FULL while there is no room.
   */
  check(): Promise<void>;
}

/** Tracks the storage behind a connection. */
export function createStorageRoom(connection: Connection): StorageRoom {
  let isFull = false;
  return {
    note(fault) {
      if (isBaseError(fault, 'STORAGE_FULL')) isFull = true;
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
