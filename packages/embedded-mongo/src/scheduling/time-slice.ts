import { interruptedAtShutdown, mongoError } from '../mongo-error.ts';

/** How long one operation may keep the event loop to itself. */
const SLICE_MS = 8;

/** Throws 50 when the moment has passed. */
export function checkDeadline(deadline: number | undefined): void {
  if (deadline !== undefined && Date.now() > deadline) {
    throw mongoError(50, 'operation exceeded time limit');
  }
}

/** What ends an operation at a pause, and how long its slices are. */
interface SliceLimits {
  /** Epoch milliseconds; 50 behind it. */
  readonly deadline?: number | undefined;
  /** 11600 as soon as it is aborted. */
  readonly closing?: AbortSignal;
  /**
   * A slice grows up to this many milliseconds, to be as long as the pause before it was: one
   * operation among many then still gets a good part of the time.
   */
  readonly longestMs?: number;
}

/** Shares the event loop: call `pause` now and then and await what it gives. */
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

  /** Begins anew behind a time of idleness, which does not count against a deadline. */
  begin(deadline: number | undefined): void {
    this.startedAt = Date.now();
    this.deadline = deadline;
  }

  /** Nothing while the slice lasts; otherwise a promise that resolves after others had a turn. */
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
