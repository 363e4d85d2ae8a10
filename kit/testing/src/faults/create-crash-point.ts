type Work<Args extends unknown[], Result> = (...args: Args) => Promise<Result>;

/** A simulated process that crashes at a chosen step; after the crash it has no effect. */
export interface CrashPoint {
  hasCrashed(): boolean;
  /** Makes the work take two steps: before it runs, and after it has run but before it returns. */
  around<Args extends unknown[], Result>(work: Work<Args, Result>): Work<Args, Result>;
  /** Makes the work fail without an effect after the crash. It is no step. */
  whileRunning<Args extends unknown[], Result>(work: Work<Args, Result>): Work<Args, Result>;
}

/**
 * Creates a simulated process that takes `steps` steps and crashes at the next one. Pass what the
 * code under test affects the world with (transactions, calls of other systems) through `around`.
 */
export function createCrashPoint(steps: number): CrashPoint {
  let left = steps;
  let hasCrashed = false;
  const requireRunning = () => {
    if (hasCrashed) throw new Error('The process has crashed.');
  };
  const step = () => {
    if (left === 0) hasCrashed = true;
    requireRunning();
    left -= 1;
  };
  return {
    hasCrashed: () => hasCrashed,
    around:
      (work) =>
      async (...args) => {
        step();
        const result = await work(...args);
        step();
        return result;
      },
    whileRunning:
      (work) =>
      async (...args) => {
        requireRunning();
        return work(...args);
      },
  };
}
