import type { Connection, mongo } from 'mongoose';
import { sessionOf } from './session-context.ts';

/** Work of running transactions, by their sessions. */
const waiting = new WeakMap<mongo.ClientSession, (() => void)[]>();

/**
 * Runs `work`, which must not throw, as soon as the surrounding transaction has committed, and never
 * if it does not; at once outside of transactions. A process that is killed meanwhile does not run it.
 */
export function afterCommit(connection: Connection, work: () => void): void {
  const session = sessionOf(connection);
  if (session === undefined) work();
  else waiting.set(session, [...(waiting.get(session) ?? []), work]);
}

/** Forgets the work of an attempt that is repeated. */
export function beginAttempt(session: mongo.ClientSession): void {
  waiting.delete(session);
}

/** Runs the work of a transaction that has committed. */
export function reportCommit(session: mongo.ClientSession): void {
  const works = waiting.get(session) ?? [];
  waiting.delete(session);
  for (const work of works) work();
}
