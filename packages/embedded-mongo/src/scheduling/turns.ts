/**
 * Work done in pieces: wherever it yields, others may have a turn. Between two yields nobody else
 * runs. Ended early, it has to be told by `return`, so that it lets go of what it holds.
 */
export type Turns<T> = Generator<undefined, T>;

/** Nothing while it is too early for others; otherwise a promise that resolves after their turn. */
export type Pause = () => Promise<void> | undefined;

/** Runs work to its end and gives others their turns. What `pause` throws ends the work. */
export async function runInTurns<T>(work: Turns<T>, pause: Pause): Promise<T> {
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

/** Work that is too short to take turns. */
// biome-ignore lint/correctness/useYield: it runs to its end when it is begun
export function* atOnce<T>(run: () => T): Turns<T> {
  return run();
}

/** Ends work that will not be gone on with. */
function endEarly(work: Iterator<unknown, unknown>): void {
  work.return?.();
}
