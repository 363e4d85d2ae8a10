import { defineAccountSchemas, defineApiKeySchemas } from '@trastienda/auth-contract';
import type { z } from 'zod';
import { SHOP_ROLES } from '../access/roles.ts';

// The schemas of auth, with the roles and permissions of the shop.
export const {
  AccountView,
  CallerView,
  ListAccountsInput,
  SetRoleInput,
  SignedIn,
  SignInResult,
  StaffAccountPage,
  StaffAccountView,
} = defineAccountSchemas(SHOP_ROLES);
export type AccountView = z.infer<typeof AccountView>;
export type CallerView = z.infer<typeof CallerView>;
export type ListAccountsInput = z.infer<typeof ListAccountsInput>;
export type SetRoleInput = z.infer<typeof SetRoleInput>;
export type SignedIn = z.infer<typeof SignedIn>;
export type SignInResult = z.infer<typeof SignInResult>;
export type StaffAccountPage = z.infer<typeof StaffAccountPage>;
export type StaffAccountView = z.infer<typeof StaffAccountView>;

export const { ApiKeyPage, ApiKeyView, CreateApiKeyInput, CreatedApiKey } =
  defineApiKeySchemas(SHOP_ROLES);
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;
export type ApiKeyView = z.infer<typeof ApiKeyView>;
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
