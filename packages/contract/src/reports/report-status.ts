import { Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** State of the roll-ups that reports read. */
export const ReportStatus = z.object({
  /** Time zone of the configuration. */
  timeZone: z.string(),
  /** Time zone whose days the roll-ups have; reports fail while it is another. Null before any event. */
  rollUpTimeZone: z.string().nullable(),
  /** True while `pnpm shop reports rebuild` runs, or after it was stopped. */
  isRebuilding: z.boolean(),
  rebuiltAt: Timestamp.nullable(),
});
export type ReportStatus = z.infer<typeof ReportStatus>;
