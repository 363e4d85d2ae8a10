// Collections and databases
export { BASE_COLLECTIONS } from './base-collections.ts';
export { createLoader, type Loader, type LoaderOptions } from './collections/create-loader.ts';
export {
  type Collection,
  type CollectionContext,
  defineCollection,
  defineStore,
  type IndexDefinition,
  type StoreContext,
  type StoreDefinition,
  type StoredCollection,
  type StoreOpening,
} from './collections/define-collection.ts';
export {
  type DocumentSchema,
  defineSchema,
  type SchemaField,
} from './collections/define-schema.ts';
export type { IndexDifferences, Indexes } from './collections/indexes.ts';
export { insertPlain } from './collections/insert-plain.ts';
export {
  type DocumentOf,
  nullable,
  type PlainFields,
  plainSchema,
  type StateOf,
} from './collections/plain-schema.ts';
// Connection and transactions
export { ConflictError } from './connection/conflict-error.ts';
export { maxReadMs, runCallBefore, runWithoutDeadline } from './connection/deadlines.ts';
export { isDuplicateKey, retryDuplicate } from './connection/duplicate-key.ts';
export { isDatabaseFault } from './connection/faults.ts';
export { type ConnectionOptions, DatabaseUnfitError } from './connection/open-connection.ts';
export type { RunTransaction } from './connection/transaction.ts';
export { withCommittedState } from './connection/with-committed-state.ts';
// Events
export { appendEvents, collectEvents, type EventDraft } from './events/append-events.ts';
export type { ChangeContext } from './events/change-context.ts';
export { createEventFeed, type EventFeed } from './events/create-event-feed.ts';
export { createLogTail, type LogTail, type TailPart } from './events/create-log-tail.ts';
export { defineEvents, type EventStore, type EventsOptions } from './events/define-events.ts';
export type {
  EventOf,
  EventShape,
  EventState,
  NewEvent,
  RecordedEvent,
} from './events/event-document.ts';
export type { LoggedEvent, LogPage, LogQuery } from './events/event-log.ts';
export type { CommittedEvent, EventWatcher, WatchedCollection } from './events/watch-events.ts';
// Idempotency
export { callerOf } from './idempotency/caller-of.ts';
export {
  defineIdempotency,
  type IdempotencyOptions,
  type IdempotencyStore,
  idempotency,
} from './idempotency/idempotency-store.ts';
export { hashesOf, type IdempotentCall } from './idempotency/idempotent-call.ts';
export {
  answerReserved,
  findResponse,
  type IdempotencyDeps,
  reserveKey,
  runIdempotent,
  runIdempotentWith,
  runWithoutLookup,
  storeResponse,
} from './idempotency/run-idempotent.ts';
// Ids
export { earliestIdOf, newId } from './ids/new-id.ts';
// Leases
export { type LeaseStore, leases } from './leases/lease-store.ts';
// Migrations
export { batchesOf, updateInBatches } from './migrations/batches-of.ts';
export type {
  MigrationProgress,
  MigrationReport,
  MigrationStatus,
  Migrations,
  RunMigrationsOptions,
} from './migrations/create-migrations.ts';
export type { Migration, MigrationContext } from './migrations/migration.ts';
export {
  DatabaseNewerError,
  EarlierDataError,
  MigrationFailedError,
  ServersRunningError,
} from './migrations/migration-errors.ts';
export { moveCollection } from './migrations/move-collection.ts';
export { openMigrationContext } from './migrations/open-migration-context.ts';
export { dropIndexes, renameFields } from './migrations/rename-fields.ts';
export { unlessTaken } from './migrations/unless-taken.ts';
export {
  type DatabaseCore,
  type DatabaseOf,
  type OpenDatabaseOptions,
  openDatabase,
  type StoreDefinitions,
} from './open-database.ts';
// Paging
export { decodeCursor, decodeNumberCursor, encodeCursor } from './paging/list-cursor.ts';
export { mapPage, type Page, type PageQuery } from './paging/page.ts';
export { listNewest, mergeNewest, readNewest } from './paging/read-newest.ts';
export { stateOf } from './paging/state-of.ts';
// Rate limits
export {
  type RateLimitStore,
  rateLimits,
} from './rate-limits/rate-limit-store.ts';
// Relay: events to their consumers
export { defineConsumer, type EventConsumer, type HandleContext } from './relay/consumer.ts';
export {
  type ConsumerStore,
  eventConsumers,
  type HeldAggregate,
  type HoldKey,
} from './relay/consumer-store.ts';
export { createRelay, type Relay, type RelayOptions } from './relay/create-relay.ts';
export {
  createRelayWorker,
  type RelayWorker,
  type RelayWorkerOptions,
} from './relay/create-relay-worker.ts';
export { oncePerTransaction } from './relay/once-per-transaction.ts';
export type { ConsumerStatus } from './relay/relay-control.ts';
export { type ReplayRefusal, replayEvents } from './relay/replay-events.ts';
// Secrets
export { type Cipher, createCipher, type EncryptionKey, UnsealError } from './secrets/cipher.ts';
export { loadEncryptionKeys } from './secrets/load-encryption-keys.ts';
export { loadOrCreateSecret, type SecretFile, SecretFileError } from './secrets/secret-file.ts';
// Text
export { foldText, wordsOf } from './text/fold-text.ts';
// Background work
export { type BatchJobOptions, createBatchJob } from './worker/create-batch-job.ts';
export { createWorker, type WorkerOptions } from './worker/create-worker.ts';
export type { Job, QueueJob, Task, Worker, WorkerFault } from './worker/worker.ts';
