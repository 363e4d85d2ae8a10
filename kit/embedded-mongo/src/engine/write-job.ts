import { mongoError } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { StorageFullError } from '../storage/storage-full.ts';
import type { GroupContext, GroupState } from '../transactions/group-context.ts';

/** A write that waits for its commit group. */
export interface Job {
  readonly run: (context: GroupContext, group: GroupState) => Coroutine<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Epoch milliseconds at which the job fails. */
  readonly deadline: number | undefined;
  /** Maximum wait for each blocking transaction, in milliseconds. */
  readonly lockTimeoutMs: number | undefined;
  /** Number of times the job restarted because a transaction held a key. */
  restarts: number;
}

/** Returns the time until which the job waits for the transaction that blocks it. */
export function lockDeadline({ deadline, lockTimeoutMs }: Job): number {
  const { POSITIVE_INFINITY } = Number;
  return Math.min(deadline ?? POSITIVE_INFINITY, Date.now() + (lockTimeoutMs ?? POSITIVE_INFINITY));
}

/** Result of a job, delivered when the group is on disk. */
export interface Outcome {
  readonly job: Job;
  readonly isFailure: boolean;
  readonly value: unknown;
}

/** Delivers the results to the jobs of a group. */
export function settle(outcomes: readonly Outcome[]): void {
  for (const { job, isFailure, value } of outcomes) {
    if (isFailure) job.reject(value);
    else job.resolve(value);
  }
}

/** Fails all jobs of a group after a storage failure. */
export function failAll(outcomes: readonly Outcome[], error: unknown): void {
  for (const { job } of outcomes) job.reject(storageFailure(error));
}

/** Converts a storage failure to a MongoDB error: 14031 for a full disk, else 8. */
export function storageFailure(error: unknown): Error {
  if (error instanceof StorageFullError) return mongoError(14_031, error.message);
  const text = error instanceof Error ? error.message : String(error);
  return mongoError(8, `The storage could not commit: ${text}`);
}
