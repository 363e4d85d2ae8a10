export type { AuthServices } from '../services.ts';
export { createAccountAdminProcedures } from './account-admin-procedures.ts';
export { createAccountProcedures } from './account-procedures.ts';
export { createApiKeyProcedures } from './api-key-procedures.ts';
export { createAuditProcedures } from './audit-procedures.ts';
export { createAuthProcedures } from './auth-procedures.ts';
export { type AuthServicesOf, createAuthRouters } from './create-auth-routers.ts';
export type { AuthContext, AuthProcedureOptions } from './parameters.ts';
