import { Id, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { Permission, Role } from '../access/roles.ts';
import { Locale } from './account-parts.ts';

/** Account as its owner sees it. */
export const AccountView = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  locale: Locale,
  role: Role,
  permissions: z.array(Permission),
  hasSecondFactor: z.boolean(),
  /** Number of unused recovery codes. */
  recoveryCodes: z.int(),
  createdAt: Timestamp,
});
export type AccountView = z.infer<typeof AccountView>;

/** Account as staff see it. The email address is null after the account was deleted. */
export const StaffAccountView = z.object({
  id: Id,
  email: z.string().nullable(),
  name: z.string(),
  locale: Locale,
  role: Role,
  hasSecondFactor: z.boolean(),
  createdAt: Timestamp,
  disabledAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
});
export type StaffAccountView = z.infer<typeof StaffAccountView>;

export const StaffAccountPage = pageOf(StaffAccountView);
export type StaffAccountPage = z.infer<typeof StaffAccountPage>;

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
