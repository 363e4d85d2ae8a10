import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may keep the event loop from others. */
const SLICE_MS = 8;

/** Lets others run whenever a slice of time is used up. */
export interface Slices {
  /** Waits for the next turn of the event loop, if it is time to. */
  pause(): Promise<void>;
}

export function createSlices(): Slices {
  let startedAt = performance.now();
  return {
    async pause() {
      if (performance.now() - startedAt < SLICE_MS) return;
      await nextTurn();
      startedAt = performance.now();
    },
  };
}
