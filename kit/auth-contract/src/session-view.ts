import { Id, Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** A session of the signed-in account. */
export const SessionView = z.object({
  id: Id,
  /** Name of the device, as far as it identified itself: `Firefox on Windows`. */
  device: z.string(),
  /** Network of the device, without the part that identifies the machine; null if unknown. */
  address: z.string().nullable(),
  createdAt: Timestamp,
  /** Accurate to a few minutes. */
  lastSeenAt: Timestamp,
  /** When the session ends unless it is used before. */
  expiresAt: Timestamp,
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const SessionList = z.object({ sessions: z.array(SessionView) });
export type SessionList = z.infer<typeof SessionList>;
