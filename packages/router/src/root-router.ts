import { account } from './account/index.ts';
import { accounts } from './accounts/index.ts';
import { apiKeys } from './api-keys/index.ts';
import { audit } from './audit/index.ts';
import { auth } from './auth/index.ts';
import { catalog } from './catalog/index.ts';
import { t } from './trpc.ts';

export const procedures = { account, accounts, apiKeys, audit, auth, catalog };

/** The router that HTTP serves. */
export const appRouter = t.router(procedures);
