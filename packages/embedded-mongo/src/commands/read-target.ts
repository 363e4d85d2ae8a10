import type { QueryTarget } from '../query/query.ts';
import { ReadSession } from '../storage/read-session.ts';
import type { CommandCall } from './command-call.ts';

/** Where a command reads: its transaction, or the latest committed state. */
export interface ReadTarget extends QueryTarget {
  /** Lets go of the snapshot until the next read. Nothing happens in a transaction. */
  rest(): void;
}

/** The target for a collection of the command's database. */
export function readTarget(call: CommandCall, namespace: string): ReadTarget {
  const { engine } = call.services;
  const { multikeys, counters } = engine;
  const { transaction } = call;
  if (transaction) {
    return {
      view: transaction.view,
      collection: transaction.catalog.get(namespace),
      multikeys,
      counters,
      rest: () => {},
    };
  }
  const view = new ReadSession(() => engine.snapshot());
  const collection = view.snapshot.catalog.get(namespace);
  return { view, collection, multikeys, counters, rest: () => view.rest() };
}

/** Runs a read that ends with the command. */
export async function withReadTarget<T>(
  call: CommandCall,
  namespace: string,
  run: (target: ReadTarget) => Promise<T> | T,
): Promise<T> {
  const target = readTarget(call, namespace);
  try {
    return await run(target);
  } finally {
    target.rest();
  }
}
