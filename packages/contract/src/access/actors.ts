import type * as base from '@trastienda/base';
import type { Permission, Role } from './roles.ts';

// The actors of the kit, with the roles and permissions of the shop.
export type Actor = base.Actor<Role, Permission>;
export type AccountActor = base.AccountActor<Role, Permission>;
export type MachineActor = base.MachineActor<Permission>;
export type CallOrigin = base.CallOrigin<Role, Permission>;
