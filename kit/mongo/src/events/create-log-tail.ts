import type { EventFeed } from './create-event-feed.ts';
import type { EventShape } from './event-document.ts';
import type { EventLog, LoggedEvent, LogPage } from './event-log.ts';

export interface LogTailOptions<Shape extends EventShape> {
  readonly database: { readonly events: Pick<EventLog<Shape>, 'lastPosition' | 'readLog'> };
  readonly feed: Pick<EventFeed, 'subscribe' | 'isLive'>;
  /** Latest events that the process remembers for all of its readers; 1000 by default. */
  readonly remembered?: number;
}

export interface TailOptions<Shape extends EventShape> {
  /** Position after which to read; it must not be after the end of the log. */
  readonly after: number;
  /** Selects what the reader gets; it must be cheap. */
  readonly isWanted: (event: LoggedEvent<Shape>) => boolean;
  readonly signal: AbortSignal;
}

/** Events that one reader wants, up to a position. */
export interface TailPart<Shape extends EventShape> {
  readonly events: readonly LoggedEvent<Shape>[];
  /** All events up to here were read. */
  readonly through: number;
}

/** The end of the log, for many readers in one process. */
export interface LogTail<Shape extends EventShape = EventShape> {
  /** Returns the position of the last event. */
  lastPosition(): Promise<number>;
  /**
   * Yields parts of the log as it grows, until the signal is aborted. A reader that is slow, or that
   * begins far back, reads the log itself: nothing is kept for it.
   */
  read(options: TailOptions<Shape>): AsyncIterable<TailPart<Shape>>;
}

/** Events that a reader gets at once. */
const PART_SIZE = 200;

/** While the news of the feed are missed, the log is read this often. */
const POLL_MS = 2_000;

/**
 * Creates the tail of a process. It reads the log once for each piece of news while there are
 * readers, however many there are.
 */
export function createLogTail<Shape extends EventShape>({
  database: { events },
  feed,
  remembered = 1000,
}: LogTailOptions<Shape>): LogTail<Shape> {
  /** The latest events: all after `from`, up to `through`. */
  let recent: readonly LoggedEvent<Shape>[] = [];
  let from = 0;
  let through = 0;
  let readers = 0;
  let isReading = false;
  let isStale = false;
  const waiting = new Set<() => void>();

  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };

  function add(page: LogPage<LoggedEvent<Shape>>): void {
    recent = [...recent, ...page.events].slice(-remembered);
    const first = recent[0]?.position ?? page.through + 1;
    if (recent.length === remembered) from = Math.max(from, first - 1);
    through = Math.max(through, page.through);
    wakeAll();
  }

  async function readOn(): Promise<void> {
    while (isStale) {
      isStale = false;
      for (;;) {
        const page = await events.readLog({ after: through, limit: PART_SIZE });
        if (page.through > through) add(page);
        if (page.events.length < PART_SIZE) break;
      }
    }
  }

  /** Reads the log once for all news that arrive meanwhile. */
  function refresh(): void {
    isStale = true;
    if (isReading) return;
    isReading = true;
    readOn()
      .catch(() => {
        const timer = setTimeout(() => readers > 0 && refresh(), POLL_MS);
        timer.unref?.();
      })
      .finally(() => {
        isReading = false;
      });
  }

  const onNews = () => {
    if (readers > 0) refresh();
  };
  feed.subscribe({ onLogged: onNews, onLive: onNews });

  /** Nothing was read while there were no readers. */
  async function begin(): Promise<void> {
    const last = await events.lastPosition();
    if (last <= through) return;
    recent = [];
    from = last;
    through = last;
    wakeAll();
  }

  function waitForMore(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = feed.isLive()
        ? undefined
        : setTimeout(() => {
            refresh();
            wake();
          }, POLL_MS);
      waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }

  /** Returns remembered events after a position that is not before `from`. */
  function recall(after: number): LogPage<LoggedEvent<Shape>> {
    const found = recent.filter(({ position }) => position > after).slice(0, PART_SIZE);
    const last = found.at(-1)?.position ?? through;
    return { events: found, through: found.length < PART_SIZE ? through : last };
  }

  return {
    lastPosition: () => events.lastPosition(),

    async *read({ after, isWanted, signal }) {
      let position = after;
      readers += 1;
      try {
        if (readers === 1) await begin();
        // The log may have grown since the last news, or since `begin`.
        refresh();
        while (!signal.aborted) {
          if (position >= through) {
            await waitForMore(signal);
            continue;
          }
          const page =
            position < from
              ? await events.readLog({ after: position, limit: PART_SIZE })
              : recall(position);
          position = Math.max(page.through, position);
          yield { events: page.events.filter(isWanted), through: position };
        }
      } finally {
        readers -= 1;
      }
    },
  };
}
