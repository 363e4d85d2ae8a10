import { mongoError } from '../mongo-error.ts';
import type { Turns } from '../scheduling/turns.ts';
import { StorageFullError } from '../storage/storage-full.ts';
import type { GroupContext, GroupState } from '../transactions/group-context.ts';

/** A write that waits for its commit group. */
export interface Job {
  readonly run: (context: GroupContext, group: GroupState) => Turns<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Epoch milliseconds after which the job gives up. */
  readonly deadline: number | undefined;
  /** How long it waits for each transaction that it meets. */
  readonly patienceMs: number | undefined;
  /** How often it had to begin again because a transaction held what it was to write. */
  restarts: number;
}

/** The moment until which the job waits for a transaction that it has met just now. */
export function waitsUntil({ deadline, patienceMs }: Job): number {
  const { POSITIVE_INFINITY } = Number;
  return Math.min(deadline ?? POSITIVE_INFINITY, Date.now() + (patienceMs ?? POSITIVE_INFINITY));
}

/** What a job gave; it is told when the group is on disk. */
export interface Outcome {
  readonly job: Job;
  readonly isFailure: boolean;
  readonly value: unknown;
}

/** Tells the jobs of a group what they gave. */
export function settle(outcomes: readonly Outcome[]): void {
  for (const { job, isFailure, value } of outcomes) {
    if (isFailure) job.reject(value);
    else job.resolve(value);
  }
}

/** Tells the jobs of a group that the storage failed. */
export function failAll(outcomes: readonly Outcome[], error: unknown): void {
  for (const { job } of outcomes) job.reject(storageFailure(error));
}

/** 8: the storage did not take the writes, or gave nothing to read from; 14031 for want of room. */
export function storageFailure(error: unknown): Error {
  if (error instanceof StorageFullError) return mongoError(14_031, error.message);
  const text = error instanceof Error ? error.message : String(error);
  return mongoError(8, `The storage could not commit: ${text}`);
}
