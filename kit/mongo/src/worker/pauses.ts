import { backoffMs } from '@trastienda/base';

/** The pauses of a loop between its rounds. */
export interface Pauses {
  /** Discards earlier calls of `wake`: the round that begins finds their work. */
  beginRound(): void;
  /** Cuts the current pause short, or the next one when a round is running. */
  wake(): void;
  /** Waits after a successful round. Always yields to the event loop. */
  rest(ms: number): Promise<void>;
  /** Waits before the rest after a round that did work; `wake` does not end it. */
  gather(ms: number): Promise<void>;
  /** Waits after a failed round, longer after each failure in a row. */
  backOff(): Promise<void>;
}

/** A short maximum: a job that failed for one item has other items to process. */
const BACKOFF = { firstMs: 1000, longestMs: 5_000 };

/** Creates the pauses of a loop. They end at once when `isStopping` returns true. */
export function createPauses(isStopping: () => boolean): Pauses {
  let isWoken = false;
  let failures = 0;
  let end = () => {};
  let isGathering = false;

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, isStopping() ? 0 : ms);
      end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    beginRound() {
      isWoken = false;
    },
    wake() {
      isWoken = true;
      if (!isGathering || isStopping()) end();
    },
    rest(ms) {
      failures = 0;
      return wait(isWoken ? 0 : ms);
    },
    async gather(ms) {
      isGathering = true;
      await wait(ms);
      isGathering = false;
    },
    backOff() {
      failures += 1;
      // A database that does not respond is left alone, even if `wake` was called during the round.
      isWoken = false;
      return wait(backoffMs(BACKOFF, failures));
    },
  };
}
