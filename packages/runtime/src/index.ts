export { type BackoffOptions, backoffMs } from './backoff.ts';
export { type Cipher, createCipher, type EncryptionKey, UnsealError } from './cipher.ts';
export { type Clock, systemClock } from './clock.ts';
export { createKeyedMutex, type KeyedMutex } from './keyed-mutex.ts';
export { createWorker, type WorkerOptions } from './worker/create-worker.ts';
export type { Job, QueueJob, Task, Worker, WorkerFault } from './worker/worker.ts';
