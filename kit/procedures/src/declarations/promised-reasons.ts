import type { BaseReason } from '@trastienda/base';

/** Reasons with which any call may fail; a declaration does not repeat them. */
export const COMMON_REASONS = [
  'INPUT_INVALID',
  'REQUEST_MALFORMED',
  'REQUEST_TOO_LARGE',
  'REQUEST_CANCELLED',
  'METHOD_UNSUPPORTED',
  'MEDIA_UNSUPPORTED',
  'PROCEDURE_NOT_FOUND',
  'TOKEN_INVALID',
  'ORIGIN_REJECTED',
  'RATE_LIMITED',
  'SERVER_BUSY',
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'DATABASE_TIMEOUT',
  'DEADLINE_EXCEEDED',
  'STORAGE_FULL',
  'INTERNAL',
] as const satisfies readonly BaseReason[];

/** Reasons that access `own` and permissions add. */
export const IDENTITY_REASONS = [
  'ACTOR_UNAUTHENTICATED',
  'SESSION_ENDED',
  'PERMISSION_MISSING',
] as const satisfies readonly BaseReason[];

/** Reasons that a recent sign-in adds. */
export const RECENT_REASONS = [
  'REAUTHENTICATION_REQUIRED',
] as const satisfies readonly BaseReason[];

/** Reasons that idempotency `key` adds. */
export const KEY_REASONS = [
  'IDEMPOTENCY_KEY_REQUIRED',
  'IDEMPOTENCY_KEY_REUSED',
] as const satisfies readonly BaseReason[];

export type CommonReason = (typeof COMMON_REASONS)[number];
export type IdentityReason = (typeof IDENTITY_REASONS)[number];
export type RecentReason = (typeof RECENT_REASONS)[number];
export type KeyReason = (typeof KEY_REASONS)[number];
