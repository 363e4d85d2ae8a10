import { createHash, timingSafeEqual } from 'node:crypto';
import { type MachineActor, PERMISSIONS } from '@trastienda/shop-contract';

const STAFF: MachineActor = { kind: 'machine', name: 'staff-token', permissions: PERMISSIONS };

/** Returns whether a token is the staff token. */
export type StaffTokenCheck = (token: string) => MachineActor | null;

/**
 * Creates the check of the staff token, by its SHA-256 in hex; null accepts none. Its holder has
 * every permission.
 */
export function createStaffTokenCheck(sha256: string | null): StaffTokenCheck {
  if (sha256 === null) return () => null;
  const expected = Buffer.from(sha256, 'hex');
  return function checkStaffToken(token) {
    // Comparing hashes keeps both sides at one length, so timing reveals nothing.
    const presented = createHash('sha256').update(token).digest();
    return timingSafeEqual(presented, expected) ? STAFF : null;
  };
}
