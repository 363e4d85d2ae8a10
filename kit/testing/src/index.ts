export { limitTransactions } from './database/limit-transactions.ts';
export { type OpenTestDatabase, openTestDatabase } from './database/open-test-database.ts';
export { startTestDatabase, type TestDatabase } from './database/start-test-database.ts';
export { workOf } from './database/work-of.ts';
export { createDeferred, type Deferred } from './deferred.ts';
export { waitForEmail, waitForLinkToken } from './emails/wait-for-email.ts';
export { type CrashPoint, createCrashPoint } from './faults/create-crash-point.ts';
export {
  clearFailPoint,
  type FailPoint,
  type Fault,
  FINAL_FAULT,
  failAtEachWrite,
  HANG,
  OUT_OF_DISK_SPACE,
  releaseKilledProcess,
  setFailPoint,
  TRANSACTION_WRITES,
  WRITE_CONFLICT,
} from './faults/fail-points.ts';
export { fillDisk, hasSmallDisks, onSmallDisk, pathOnDiskOf } from './faults/small-disk.ts';
export { at } from './json.ts';
export { type EmbeddedLock, readEmbeddedLocks } from './processes/embedded-locks.ts';
export { endChild } from './processes/end-child.ts';
export { builtProgram, type RunningProgram, runCommand, runNode } from './processes/run-node.ts';
export { stopEmbedded } from './processes/stop-embedded.ts';
export { createRandom, pick, type Random } from './random.ts';
