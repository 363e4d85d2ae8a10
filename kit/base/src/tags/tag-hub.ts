/** Where the news of touched tags comes from: `createEventFeed` of `@trastienda/mongo`. */
export interface TagSource {
  subscribe(watcher: {
    onTouched(tags: readonly string[]): void;
    /** From here on everything is heard; what was touched before may have been missed. */
    onLive(): void;
    /** From here on, until `onLive`, nothing is heard. */
    onBroken(): void;
  }): () => void;
}

/**
 * The news of touched tags in one process. Work that depends on tags reads `now()`, computes its
 * answer, subscribes, and then asks `isTouchedSince`: so nothing is missed between.
 */
export interface TagHub {
  /** Returns a number that grows with each piece of news. */
  now(): number;
  /** Returns false while news are missed: nothing that depends on tags is current. */
  isLive(): boolean;
  /** Returns whether one of the tags may have been touched after a `now()`. */
  isTouchedSince(tags: readonly string[], since: number): boolean;
  /**
   * Calls the listener whenever one of the tags may have been touched; null stands for all tags.
   * Returns the function that ends it.
   */
  subscribe(tags: readonly string[] | null, listener: () => void): () => void;
}

/** Touched tags that are remembered; of older news it is only known that there were some. */
const MAX_REMEMBERED = 20_000;

/** Creates the hub of a process. */
export function createTagHub(
  source: TagSource,
  { maxRemembered = MAX_REMEMBERED }: { readonly maxRemembered?: number } = {},
): TagHub {
  const listeners = new Map<string, Set<() => void>>();
  const ofAll = new Set<() => void>();
  /** When each tag was touched last, oldest first. */
  const touched = new Map<string, number>();
  let counter = 0;
  /** Any tag may have been touched up to here. */
  let forgotten = 0;
  let isLive = false;

  function notify(sets: Iterable<ReadonlySet<() => void> | undefined>): void {
    // A listener is called once for all of its tags, and may subscribe again.
    const called = new Set<() => void>();
    for (const set of sets) for (const listener of set ?? []) called.add(listener);
    for (const listener of called) listener();
  }

  function touchAll(): void {
    counter += 1;
    forgotten = counter;
    touched.clear();
    notify([...listeners.values(), ofAll]);
  }

  source.subscribe({
    onTouched(tags) {
      counter += 1;
      for (const tag of tags) {
        touched.delete(tag);
        touched.set(tag, counter);
      }
      while (touched.size > maxRemembered) {
        const [oldest] = touched;
        if (oldest === undefined) break;
        touched.delete(oldest[0]);
        forgotten = oldest[1];
      }
      notify([...tags.map((tag) => listeners.get(tag)), ofAll]);
    },
    onLive() {
      isLive = true;
      touchAll();
    },
    onBroken() {
      isLive = false;
    },
  });

  return {
    now: () => counter,
    isLive: () => isLive,
    isTouchedSince(tags, since) {
      return forgotten > since || tags.some((tag) => (touched.get(tag) ?? 0) > since);
    },
    subscribe(tags, listener) {
      if (tags === null) {
        ofAll.add(listener);
        return () => void ofAll.delete(listener);
      }
      const unique = new Set(tags);
      for (const tag of unique) {
        const set = listeners.get(tag) ?? new Set();
        listeners.set(tag, set.add(listener));
      }
      return () => {
        for (const tag of unique) {
          const set = listeners.get(tag);
          set?.delete(listener);
          if (set?.size === 0) listeners.delete(tag);
        }
      };
    },
  };
}
