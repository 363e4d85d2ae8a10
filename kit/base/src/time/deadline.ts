import { BaseError } from '../errors/base-errors.ts';

/** The end of the time that a call has. */
export interface Deadline {
  /** Milliseconds that the whole call has. */
  readonly totalMs: number;
  /**
   * Milliseconds that are left: 0 once the deadline has passed, `Infinity` for what a call leaves
   * behind that was answered in time.
   */
  remainingMs(): number;
}

/** Creates the failure of a call, or of a part of one, whose deadline has passed. */
export function deadlineExceeded({ totalMs }: Deadline, cause?: unknown): BaseError {
  return new BaseError('DEADLINE_EXCEEDED', { details: { deadlineMs: totalMs }, cause });
}
