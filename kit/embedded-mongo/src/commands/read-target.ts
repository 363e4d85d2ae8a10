import type { Catalog } from '../catalog/catalog.ts';
import { ReadSession } from '../engine/read-session.ts';
import { MongoError } from '../mongo-error.ts';
import type { AccessPlan } from '../planner/access-plan.ts';
import { indexesOf } from '../planner/planner.ts';
import type { QueryTarget } from '../query/query.ts';
import type { CommandCall } from './command-call.ts';

/** The state that a command reads: its transaction, or the latest commit. */
export interface ReadTarget extends QueryTarget {
  /** Returns the collections of the current snapshot. */
  catalog(): Catalog;
  /** Releases the snapshot until the next read. Does nothing in a transaction. */
  releaseSnapshot(): void;
}

/** Returns the read target for a collection of the command's database. */
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
      catalog: () => transaction.catalog,
      releaseSnapshot: () => {},
    };
  }
  const view = new ReadSession(() => engine.snapshot());
  const collection = view.snapshot.catalog.get(namespace);
  return {
    view,
    collection,
    multikeys,
    counters,
    catalog: () => view.snapshot.catalog,
    releaseSnapshot: () => view.releaseSnapshot(),
  };
}

/**
 * Checks that the collection and the plan's indexes still exist. Without this check a resumed
 * cursor would find nothing and end early without an error.
 *
 * @throws {MongoError} 175 when one was dropped.
 */
export function assertPlanExists({ collection, catalog }: ReadTarget, plan: AccessPlan): void {
  if (!collection) return;
  const current = catalog().get(collection.namespace);
  if (current?.id !== collection.id) {
    throw new MongoError(175, 'QueryPlanKilled', 'collection dropped or renamed');
  }
  for (const index of indexesOf(plan)) {
    if (current.indexes.every(({ id }) => id !== index.id)) {
      throw new MongoError(175, 'QueryPlanKilled', `index '${index.name}' dropped`);
    }
  }
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
    target.releaseSnapshot();
  }
}
