import { z } from 'zod';
import { Permission } from '../access/permission.ts';
import { Role } from '../access/role.ts';
import { Id, Timestamp } from '../primitives/identifiers.ts';
import { pageOf } from '../primitives/page.ts';
import { Locale } from './account-parts.ts';

/** An account as its owner sees it. */
export const AccountView = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  locale: Locale,
  role: Role,
  permissions: z.array(Permission),
  hasSecondFactor: z.boolean(),
  /** How many recovery codes are left. */
  recoveryCodes: z.int(),
  createdAt: Timestamp,
});
export type AccountView = z.infer<typeof AccountView>;

/** An account as staff sees it. The email address is null once the account was deleted. */
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

/** A place where an account is signed in. */
export const SessionView = z.object({
  id: Id,
  /** What signed in, as far as it said: `Firefox on Windows`. */
  device: z.string(),
  /** The network that it came from, without the part that names the machine; null if unknown. */
  address: z.string().nullable(),
  createdAt: Timestamp,
  /** To within a few minutes. */
  lastSeenAt: Timestamp,
  /** When it ends unless it is used before. */
  expiresAt: Timestamp,
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const SessionList = z.object({ sessions: z.array(SessionView) });
export type SessionList = z.infer<typeof SessionList>;
