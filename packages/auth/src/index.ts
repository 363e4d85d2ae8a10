// Accounts
export type { AuthDatabase } from './auth-deps.ts';
export type { AuthConfig, AuthLimits } from './config.ts';
export { type Auth, type AuthOptions, createAuth } from './create-auth.ts';
export { createEmailWorker } from './emails/create-email-worker.ts';
// Mail
export type { MailFault } from './emails/deliver-mail.ts';
export type { Mail, MailContent, MailQueue } from './emails/mail.ts';
export { createMailQueue } from './emails/mail-queue.ts';
export type { Mailer, MailMessage } from './emails/mailer.ts';
export { createOutboxMailer, type OutboxMail, type OutboxMailer } from './emails/outbox-mailer.ts';
export { type MailSite, renderMail } from './emails/render-mail.ts';
export { createSmtpMailer } from './emails/smtp-mailer.ts';
export { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';
export { type Cipher, createCipher, type EncryptionKey } from './secrets/cipher.ts';
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
