import type { RouterOutputs } from '@trastienda/shop-client';
import { ROLES } from '@trastienda/shop-contract';

export type StaffAccount = RouterOutputs['admin']['accounts']['get'];
export type Role = StaffAccount['role'];

/** Roles of people who work in the shop, the most powerful first. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'customer').reverse();
