import type { EventWatch, EventWatcher } from './watch-events.ts';

/** The news of committed events in one process, from one change stream for all subscribers. */
export interface EventFeed {
  /** Subscribes to the news; returns the function that ends it. */
  subscribe(watcher: EventWatcher): () => void;
  /** Returns false while events are missed: what depends on them must not be trusted. */
  isLive(): boolean;
  /** Opens the stream, until the signal is aborted. */
  start(signal: AbortSignal): {
    /** Resolves when the stream works for the first time. */
    readonly live: Promise<void>;
    /** Resolves when the stream has ended. */
    readonly ended: Promise<void>;
  };
}

/** Creates the feed of a process. What a subscriber throws ends the process: it must not. */
export function createEventFeed({ events }: { readonly events: EventWatch }): EventFeed {
  const watchers = new Set<EventWatcher>();
  let isLive = false;
  return {
    isLive: () => isLive,
    subscribe(watcher) {
      watchers.add(watcher);
      if (isLive) watcher.onLive?.();
      return () => {
        watchers.delete(watcher);
      };
    },
    start(signal) {
      let onFirst = () => {};
      const live = new Promise<void>((resolve) => {
        onFirst = resolve;
      });
      const watching = events.watch(
        {
          onCommitted(event) {
            for (const watcher of watchers) watcher.onCommitted?.(event);
          },
          onTouched(tags) {
            for (const watcher of watchers) watcher.onTouched?.(tags);
          },
          onLogged(last) {
            for (const watcher of watchers) watcher.onLogged?.(last);
          },
          onLive() {
            isLive = true;
            for (const watcher of watchers) watcher.onLive?.();
            onFirst();
          },
          onBroken(error) {
            isLive = false;
            for (const watcher of watchers) watcher.onBroken?.(error);
          },
        },
        signal,
      );
      const ended = watching.finally(() => {
        isLive = false;
      });
      return { live, ended };
    },
  };
}
