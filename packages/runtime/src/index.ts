export { type Cipher, createCipher, type EncryptionKey, UnsealError } from './cipher.ts';
export { createWorker, type WorkerOptions } from './worker/create-worker.ts';
export type { Job, QueueJob, Task, Worker, WorkerFault } from './worker/worker.ts';
