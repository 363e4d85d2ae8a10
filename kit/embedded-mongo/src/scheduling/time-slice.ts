import { interruptedAtShutdown, mongoError } from '../mongo-error.ts';

/** Maximum time that one operation blocks the event loop. */
const SLICE_MS = 8;

/** @throws {MongoError} 50 when the deadline has passed. */
export function checkDeadline(deadline: number | undefined): void {
  if (deadline !== undefined && Date.now() > deadline) {
    throw mongoError(50, 'operation exceeded time limit');
  }
}

/** Limits of an operation: when a pause ends it, and the length of its slices. */
interface SliceLimits {
  /** Epoch milliseconds; a pause fails with 50 after this time. */
  readonly deadline?: number | undefined;
  /** Aborted when the database closes; a pause then fails with 11600. */
  readonly closing?: AbortSignal;
  /**
   * Maximum slice length in milliseconds. A slice grows to the length of the pause before it, so
   * that one operation among many still gets a fair share of the time.
   */
  readonly longestMs?: number;
}

/** Time slice on the event loop. Call `pause` now and then and await its result. */
export class TimeSlice {
  private readonly closing: AbortSignal | undefined;
  private readonly longestMs: number;
  private startedAt = Date.now();
  private lengthMs = SLICE_MS;
  private deadline: number | undefined;

  constructor({ deadline, closing, longestMs = SLICE_MS }: SliceLimits = {}) {
    this.deadline = deadline;
    this.closing = closing;
    this.longestMs = longestMs;
  }

  /** Restarts the slice after an idle time, which does not count against the deadline. */
  begin(deadline: number | undefined): void {
    this.startedAt = Date.now();
    this.deadline = deadline;
  }

  /** Returns nothing within the slice; after it, a promise that resolves when others have run. */
  pause(): Promise<void> | undefined {
    if (this.closing?.aborted) throw interruptedAtShutdown();
    const now = Date.now();
    if (now - this.startedAt < this.lengthMs) return undefined;
    checkDeadline(this.deadline);
    return new Promise((resolve) => {
      setImmediate(() => {
        this.startedAt = Date.now();
        this.lengthMs = Math.min(Math.max(this.startedAt - now, SLICE_MS), this.longestMs);
        resolve();
      });
    });
  }
}
