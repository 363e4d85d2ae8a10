import { createDatabaseSearch, type DatabaseSearchDeps } from './database-search.ts';
import { createMemorySearch } from './memory/memory-search.ts';
import {
  createProductFollower,
  type ProductFollower,
  type ProductFollowerDeps,
} from './memory/product-follower.ts';
import type { SearchIndex } from './search-index.ts';

export interface SearchDeps extends DatabaseSearchDeps, Omit<ProductFollowerDeps, 'database'> {
  /** The only currency of product prices. */
  readonly currency: string;
  /**
   * Products up to which each process has an index in memory; above, and with 0, the database
   * searches.
   */
  readonly maxProducts: number;
}

/** The search of a process. */
export interface Search {
  readonly index: SearchIndex;
  /** The index in memory; null without one. */
  readonly follower: ProductFollower | null;
}

/** Creates the search of a process. The database answers while the index in memory is built. */
export function createSearch(deps: SearchDeps): Search {
  const fallback = createDatabaseSearch(deps);
  if (deps.maxProducts === 0) return { index: fallback, follower: null };
  const follower = createProductFollower(deps);
  const { database, currency } = deps;
  const index = createMemorySearch({ database, currency, current: follower.current, fallback });
  return { index, follower };
}
