import { createAuthRouters } from '@trastienda/auth/procedures';
import {
  AccountView,
  ApiKeyPage,
  ApiKeyView,
  AuditPage,
  CallerView,
  CreateApiKeyInput,
  CreatedApiKey,
  ListAccountsInput,
  ListAuditInput,
  SetRoleInput,
  SignInResult,
  StaffAccountPage,
  StaffAccountView,
} from '@trastienda/shop-contract';
import { mutation, query } from './procedures.ts';

/** The procedures of accounts, sessions, API keys and the audit log. */
export const { account, accounts, apiKeys, audit, auth } = createAuthRouters(
  { query, mutation },
  {
    AccountView,
    ApiKeyPage,
    ApiKeyView,
    AuditPage,
    CallerView,
    CreateApiKeyInput,
    CreatedApiKey,
    ListAccountsInput,
    ListAuditInput,
    SetRoleInput,
    SignInResult,
    StaffAccountPage,
    StaffAccountView,
  },
  {
    limits: { auth: 'auth', secrets: 'secrets' },
    permissions: {
      readAccounts: 'accounts:read',
      writeAccounts: 'accounts:write',
      writeApiKeys: 'api-keys:write',
      readAudit: 'audit:read',
    },
  },
);
