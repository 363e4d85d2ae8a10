/**
 * A generator that yields wherever other work may run. Between two yields it has the event loop to
 * itself. A caller that stops early must call `return`, so that it releases its resources.
 */
export type Coroutine<T> = Generator<undefined, T>;

/**
 * Returns nothing while it is too early to yield, else a promise that resolves after others have
 * run.
 */
export type Pause = () => Promise<void> | undefined;

/** Runs a coroutine to its end and awaits `pause` at its yields. An error of `pause` ends it. */
export async function runCoroutine<T>(work: Coroutine<T>, pause: Pause): Promise<T> {
  let isOver = false;
  try {
    for (;;) {
      const step = work.next();
      if (step.done) {
        isOver = true;
        return step.value;
      }
      const paused = pause();
      if (paused) await paused;
    }
  } finally {
    if (!isOver) endEarly(work);
  }
}

/** Wraps work that is too short to yield. */
// biome-ignore lint/correctness/useYield: it runs to its end without a yield
export function* withoutYield<T>(run: () => T): Coroutine<T> {
  return run();
}

/** Ends a coroutine that will not be resumed. */
function endEarly(work: Iterator<unknown, unknown>): void {
  work.return?.();
}
