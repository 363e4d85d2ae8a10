import { createHash, timingSafeEqual } from 'node:crypto';
import { type MachineActor, PERMISSIONS } from '@trastienda/contract';

const STAFF: MachineActor = { kind: 'machine', name: 'staff-token', permissions: PERMISSIONS };

/** Tells whether somebody presents the token of the environment. */
export type StaffTokenCheck = (token: string) => MachineActor | null;

/**
 * Knows one token, by its SHA-256 in hex; null knows none. Whoever presents it may do everything.
 */
export function createStaffTokenCheck(sha256: string | null): StaffTokenCheck {
  if (sha256 === null) return () => null;
  const expected = Buffer.from(sha256, 'hex');
  return function checkStaffToken(token) {
    // Hashes are compared, not tokens, so both sides have one length and the time that the
    // comparison takes says nothing.
    const presented = createHash('sha256').update(token).digest();
    return timingSafeEqual(presented, expected) ? STAFF : null;
  };
}
