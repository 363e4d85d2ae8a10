import type { Deadline } from '@trastienda/base';
import type { Connection } from 'mongoose';
import { currentDeadline, runUntilLast, waitUntil } from '../connection/deadlines.ts';
import { sessionContextOf } from '../connection/session-context.ts';

/** Maximum keys of a shared query. */
const MAX_KEYS = 100;

/** How a loader reads. */
export interface LoaderOptions<Value> {
  readonly connection: Connection;
  /** Reads the values of distinct keys in one query; keys without a value are omitted. */
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  /** Maximum keys of a shared query; 100 by default. */
  readonly maxKeys?: number;
}

/** Reads values by key. Callers share the values, and must not change them. */
export interface Loader<Value> {
  /** Returns the value of a key; null without one. */
  load(key: string): Promise<Value | null>;
  /** Returns the values of distinct keys, in the order of the keys; absent ones are omitted. */
  loadMany(keys: readonly string[]): Promise<Value[]>;
}

/** Keys that one query reads in the next turn of the event loop. */
interface Batch<Value> {
  readonly keys: Set<string>;
  /** Those of the callers; undefined for a caller without one. */
  readonly deadlines: Set<Deadline | undefined>;
  readonly values: Promise<ReadonlyMap<string, Value>>;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Creates a loader: one query reads the keys that were asked for in one turn of the event loop, by
 * one call or by several, in the next turn. A caller never joins a query that was sent before, so a
 * read sees every write that was acknowledged before it began. A failure rejects the callers of its
 * query. A query has the time of the caller that has most left; each caller waits until its own
 * deadline.
 *
 * In a transaction, each call has a separate query in the session. So has a call with more keys
 * than a shared query may have.
 */
export function createLoader<Value>({
  connection,
  read,
  maxKeys = MAX_KEYS,
}: LoaderOptions<Value>): Loader<Value> {
  const transactions = sessionContextOf(connection);
  let open: Batch<Value> | null = null;

  const send = async ({ keys, deadlines }: Omit<Batch<Value>, 'values'>) => {
    await nextTurn();
    if (open?.keys === keys) open = null;
    // The surrounding context is that of the first caller.
    return runUntilLast(deadlines, () => read([...keys]));
  };

  /** Returns the open batch if it has room for the keys; otherwise opens another one. */
  const batchFor = (wanted: ReadonlySet<string>): Batch<Value> => {
    if (open !== null && open.keys.size + wanted.size <= maxKeys) return open;
    const asked = { keys: new Set<string>(), deadlines: new Set<Deadline | undefined>() };
    open = { ...asked, values: send(asked) };
    return open;
  };

  const readAll = (wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, Value>> => {
    if (wanted.size > maxKeys || transactions.getStore() !== undefined) return read([...wanted]);
    const { keys, deadlines, values } = batchFor(wanted);
    for (const key of wanted) keys.add(key);
    const deadline = currentDeadline();
    deadlines.add(deadline);
    return waitUntil(deadline, values);
  };

  return {
    async load(key) {
      return (await readAll(new Set([key]))).get(key) ?? null;
    },

    async loadMany(keys) {
      if (keys.length === 0) return [];
      const wanted = new Set(keys);
      const values = await readAll(wanted);
      return [...wanted].flatMap((key) => values.get(key) ?? []);
    },
  };
}
