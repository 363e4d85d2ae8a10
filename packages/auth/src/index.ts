// Accounts
export type { AuthDatabase } from './auth-deps.ts';
export type { AuthConfig, AuthLimits } from './config.ts';
export { type Auth, type AuthOptions, createAuth } from './create-auth.ts';
// Mail
export type { MailFault } from './mail/deliver-mail.ts';
export type { Mail, MailContent, MailQueue } from './mail/mail.ts';
export { createMailQueue } from './mail/mail-queue.ts';
export { createMailWorker, type MailWorker } from './mail/mail-worker.ts';
export type { Mailer, MailMessage } from './mail/mailer.ts';
export { createOutboxMailer, type OutboxMail, type OutboxMailer } from './mail/outbox-mailer.ts';
export { type MailSite, renderMail } from './mail/render-mail.ts';
export { createSmtpMailer } from './mail/smtp-mailer.ts';
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
