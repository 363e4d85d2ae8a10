import { TimeSlice } from '../scheduling/time-slice.ts';
import type { CommandCall } from './command-call.ts';

/**
 * Returns a command's time slice. A yield fails at the time limit (50) and when the database closes
 * (11600).
 */
export function timeSliceOf({ deadline, services }: CommandCall): TimeSlice {
  return new TimeSlice({ deadline, closing: services.engine.closing });
}
