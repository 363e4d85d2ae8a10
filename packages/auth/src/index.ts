// Accounts

export type { AuthDatabase } from './auth-deps.ts';
export type { AuthConfig, AuthLimits } from './config.ts';
export { type Auth, type AuthOptions, createAuth } from './create-auth.ts';
// Mail
export type { Mail, MailContent, MailQueue } from './emails/mail.ts';
export { type MailSite, renderMail } from './emails/render-mail.ts';
export { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';
export type {
  AccountAdminService,
  AccountService,
  ApiKeyService,
  AuditService,
  Authenticator,
  AuthService,
  OperatorService,
  Resealed,
  SignInOutcome,
  StartedSession,
} from './services.ts';
