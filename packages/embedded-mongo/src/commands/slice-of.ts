import { TimeSlice } from '../scheduling/time-slice.ts';
import type { CommandCall } from './command-call.ts';

/** What a command pauses by: it ends at its time limit (50) and when the database closes (11600). */
export function sliceOf({ deadline, services }: CommandCall): TimeSlice {
  return new TimeSlice({ deadline, closing: services.engine.closing });
}
