import { mongoError } from '../mongo-error.ts';

/** How long one operation may keep the event loop to itself. */
const SLICE_MS = 8;

/** Throws 50 when the moment has passed. */
export function checkDeadline(deadline: number | undefined): void {
  if (deadline !== undefined && Date.now() > deadline) {
    throw mongoError(50, 'operation exceeded time limit');
  }
}

/** Shares the event loop: call `pause` now and then and await what it gives. */
export class TimeSlice {
  private startedAt = Date.now();
  private deadline: number | undefined;

  constructor(deadline?: number) {
    this.deadline = deadline;
  }

  /** Begins anew behind a time of idleness, which does not count against a deadline. */
  begin(deadline: number | undefined): void {
    this.startedAt = Date.now();
    this.deadline = deadline;
  }

  /** Nothing while the slice lasts; otherwise a promise that resolves after others had a turn. */
  pause(): Promise<void> | undefined {
    const now = Date.now();
    if (now - this.startedAt < SLICE_MS) return undefined;
    checkDeadline(this.deadline);
    return new Promise((resolve) => {
      setImmediate(() => {
        this.startedAt = Date.now();
        resolve();
      });
    });
  }
}
