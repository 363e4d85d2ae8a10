import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '@trastienda/base';
import type { EventFeed } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import { ProductIndex } from '../index/product-index.ts';
import { createSlices } from './run-in-slices.ts';

/** Products per read: few enough that their documents are decoded within a slice. */
const BATCH = 25;
const VERSIONS_BATCH = 500;

/** Share of removed products at which their words are forgotten. */
const MAX_WASTE = 0.2;
const MIN_WASTE = 500;

/** How long a search waits for news before the database answers it. */
const MAX_WAIT_MS = 250;

const BACKOFF = { firstMs: 1000, longestMs: 30_000 };

/** How much memory the index may use for each product that it may have, in bytes. */
const BYTES_PER_PRODUCT = 10_000;

export interface ProductFollowerDeps {
  readonly database: Pick<Database, 'products'>;
  readonly feed: Pick<EventFeed, 'subscribe'>;
  /** Products of any status that the index may have. */
  readonly maxProducts: number;
  readonly onFault: (fault: { readonly job: string; readonly error: unknown }) => void;
  /** Called when the shop is too large for an index, with what to do. */
  readonly onTooLarge: (advice: string) => void;
}

/** An index of products that follows what is written. */
export interface ProductFollower {
  /**
   * Returns the index with all news that this process has heard; null while it is not built, is
   * disconnected, or has more news than it takes in within moments. What depends on tags may run as
   * soon as a tag is touched, and must not show what was before.
   */
  current(): Promise<ProductIndex | null>;
  /** Resolves when the index is current, or is known not to become so. */
  settled(): Promise<void>;
  stop(): void;
}

/** A shop that is too large for an index in memory; the message says what to do. */
class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

const tooManyProducts = (maxProducts: number) =>
  new TooLargeError(
    `There are more than ${maxProducts} products, so the database searches them, slower and without typos and descriptions. Raise the limit, at up to 10 kB of memory for each product.`,
  );

/**
 * Keeps an index of all products current by the feed of events. The index is built in the background
 * once the feed is live; when the feed has been broken, the versions of all products are compared, and
 * those that differ are read again.
 */
export function createProductFollower(deps: ProductFollowerDeps): ProductFollower {
  const { database, feed, maxProducts, onFault, onTooLarge } = deps;
  const { products } = database;
  const stopping = new AbortController();
  const waiting = new Set<() => void>();
  let index = new ProductIndex();
  /** Products that may have changed since they were read. */
  const changed = new Set<string>();
  let isLive = false;
  /** Grows whenever news may have been missed, so that an older comparison does not count. */
  let generation = 0;
  let comparedGeneration = 0;
  let isTooLarge = false;
  let running: Promise<void> | null = null;
  /** Number of products that are being read. */
  let reading = 0;

  const isReady = () => isLive && !isTooLarge && comparedGeneration === generation;
  const isFresh = () => changed.size === 0 && reading === 0;

  /** Lets those go on who wait for news, or for an index that there will not be. */
  function release(): void {
    for (const proceed of [...waiting]) proceed();
  }

  function untilFresh(): Promise<void> {
    return new Promise((resolve) => {
      const proceed = () => {
        clearTimeout(timer);
        waiting.delete(proceed);
        resolve();
      };
      const timer = setTimeout(proceed, MAX_WAIT_MS);
      waiting.add(proceed);
    });
  }

  function checkSize(): void {
    if (index.size > maxProducts) throw tooManyProducts(maxProducts);
    const maxBytes = maxProducts * BYTES_PER_PRODUCT;
    if (index.bytes > maxBytes)
      throw new TooLargeError(
        `A search index of these products needs more than ${maxBytes} bytes, so the database searches them, slower and without typos and descriptions. Raise the limit of products, which allows 10 kB for each.`,
      );
  }

  /** Notes the products whose stored version is another than the index has. */
  async function compare(): Promise<void> {
    const slices = createSlices();
    const gone = new Set(index.ids());
    let seen = 0;
    let after: string | null = null;
    do {
      stopping.signal.throwIfAborted();
      const versions: Awaited<ReturnType<typeof products.findVersions>> =
        await products.findVersions(after, VERSIONS_BATCH);
      seen += versions.length;
      if (seen > maxProducts) throw tooManyProducts(maxProducts);
      for (const { id, eventSequence } of versions) {
        gone.delete(id);
        if (index.sequenceOf(id) !== eventSequence) changed.add(id);
      }
      after = versions.length === VERSIONS_BATCH ? (versions.at(-1)?.id ?? null) : null;
      await slices.pause();
    } while (after !== null);
    for (const id of gone) changed.add(id);
  }

  /** Reads the products that have changed. */
  async function refresh(): Promise<void> {
    const slices = createSlices();
    while (changed.size > 0) {
      stopping.signal.throwIfAborted();
      const ids = [...take(changed, BATCH)];
      // News of these products that arrive from here on are noted again.
      for (const id of ids) changed.delete(id);
      reading = ids.length;
      const missing = new Set(ids);
      try {
        for (const product of await products.findSearched(ids)) {
          // Searches wait until nothing is being read.
          for (const _ of index.putting(product)) await slices.pause();
          missing.delete(product.id);
          await slices.pause();
        }
        for (const id of missing) index.remove(id);
      } catch (error) {
        for (const id of ids) changed.add(id);
        throw error;
      } finally {
        reading = 0;
      }
      checkSize();
    }
  }

  async function sweep(): Promise<void> {
    if (index.waste < MAX_WASTE || index.size < MIN_WASTE) return;
    const slices = createSlices();
    for (const _ of index.sweep()) {
      stopping.signal.throwIfAborted();
      await slices.pause();
    }
  }

  /** Works until the index has everything that is known of. */
  async function run(): Promise<void> {
    let failures = 0;
    while (hasWork()) {
      try {
        const wanted = generation;
        if (comparedGeneration !== wanted) await compare();
        await refresh();
        // Only now: before, the index has some products in an older state.
        comparedGeneration = wanted;
        failures = 0;
        release();
        await sweep();
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (error instanceof TooLargeError) {
          giveUp(error);
          return;
        }
        failures += 1;
        onFault({ job: 'search-index', error });
        await sleep(backoffMs(BACKOFF, failures), undefined, { signal: stopping.signal }).catch(
          () => {},
        );
      }
    }
  }

  const hasWork = () =>
    isLive &&
    !isTooLarge &&
    !stopping.signal.aborted &&
    (changed.size > 0 || comparedGeneration !== generation);

  /** Leaves searches to the database until the feed is live the next time. */
  function giveUp(error: TooLargeError): void {
    isTooLarge = true;
    index = new ProductIndex();
    changed.clear();
    onTooLarge(error.message);
    release();
  }

  function wake(): void {
    if (!hasWork()) return;
    running ??= run().finally(() => {
      running = null;
      // What arrived while the last round was ending.
      if (hasWork()) wake();
    });
  }

  const unsubscribe = feed.subscribe({
    onCommitted({ aggregate, aggregateId }) {
      if (aggregate !== 'product' || isTooLarge) return;
      changed.add(aggregateId);
      wake();
    },
    onLive() {
      isLive = true;
      isTooLarge = false;
      generation += 1;
      wake();
    },
    onBroken() {
      isLive = false;
    },
  });

  return {
    async current() {
      if (isReady() && !isFresh()) await untilFresh();
      return isReady() && isFresh() ? index : null;
    },
    async settled() {
      while (running !== null) await running;
    },
    stop() {
      unsubscribe();
      stopping.abort();
    },
  };
}

function* take<Value>(values: Iterable<Value>, limit: number): Generator<Value, void> {
  let taken = 0;
  for (const value of values) {
    if (taken === limit) return;
    taken += 1;
    yield value;
  }
}
