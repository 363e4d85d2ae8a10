export type { AuthDatabase } from './auth-deps.ts';
export type { AuthConfig, AuthLimits } from './config.ts';
export { type Auth, type AuthOptions, createAuth } from './create-auth.ts';
// Emails
export type { AccountEmail, AccountEmailContent, AccountEmailQueue } from './emails/email.ts';
export { createAccountEmails, type EmailSite, renderEmail } from './emails/render-email.ts';
// Passwords
export { loadPasswordDictionaries } from './passwords/deferred-policy.ts';
export { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';
export type { RoleOptions } from './roles/role-rules.ts';
// Services
export type {
  AccountAdminService,
  AccountService,
  ApiKeyService,
  AuditService,
  AuthService,
  OperatorService,
  ResealResult,
  SignInOutcome,
  StartedSession,
} from './services.ts';
// Sessions
export { luciaSessions } from './sessions/lucia-sessions.ts';
export type { Session, SessionDeps, SessionProvider, Sessions } from './sessions/sessions.ts';
export { tokenSessions } from './sessions/token-sessions.ts';
