import type { Fresh } from './ask-server.ts';
import type { StoredAnswer } from './stored-answer.ts';

/** After this time a fill counts as lost: the host may end a request, and its fill, at any time. */
const LOST_AFTER_MS = 30_000;

/** How long a request waits for the fill of another one before it asks the server itself. */
const WAIT_MS = 10_000;

interface Fill {
  readonly startedAt: number;
  /** Null when there is nothing that may be shared: a failure, or a response for one caller. */
  readonly answer: Promise<StoredAnswer | null>;
}

/** What this instance of the Worker asks the server for at the moment, by key. */
export class RunningFills {
  readonly #fills = new Map<string, Fill>();

  /** Whether a key is being filled. Times are milliseconds since 1970. */
  has(key: string, now: number): boolean {
    const fill = this.#fills.get(key);
    return fill !== undefined && now - fill.startedAt < LOST_AFTER_MS;
  }

  /** Waits for the answer of a running fill; null when there is none to share. */
  async wait(key: string, now: number): Promise<StoredAnswer | null> {
    const fill = this.#fills.get(key);
    if (fill === undefined || !this.has(key, now)) return null;
    // A timer of this request: the one that fills may end without a result.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), WAIT_MS);
    });
    try {
      return await Promise.race([fill.answer, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Shares a fill until its answer is in the cache. */
  add(key: string, now: number, fresh: Promise<Fresh>): void {
    const answer = fresh.then(
      (given) => ('answer' in given ? given.answer : null),
      () => null,
    );
    const fill: Fill = { startedAt: now, answer };
    this.#fills.set(key, fill);
    const end = () => {
      if (this.#fills.get(key) === fill) this.#fills.delete(key);
    };
    fresh.then((given) => ('answer' in given ? given.whenStored : undefined)).then(end, end);
  }
}
