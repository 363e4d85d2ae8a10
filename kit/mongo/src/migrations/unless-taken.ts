import { isDuplicateKey } from '../connection/duplicate-key.ts';

/** Runs a write; returns false when a unique index rejected it. */
export async function unlessTaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
