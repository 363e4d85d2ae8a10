import type { Mail } from '../mail.ts';

/** A mail with a link that works for half an hour. */
export function resetMail(name = 'María'): Mail {
  const to = { email: `${name.toLowerCase()}@correo.example`, name };
  const token = `secret-of-${name}`;
  return { to, locale: 'es', content: { template: 'reset-password', token, expiresInMinutes: 30 } };
}

/** A mail without a link. */
export const NOTICE: Mail = { ...resetMail(), content: { template: 'password-changed' } };

/** What nodemailer throws when a server refuses the recipient. */
export function smtpFailure(): Error {
  const error = new Error('550 <maria@correo.example> no such user');
  return Object.assign(error, { code: 'EENVELOPE', responseCode: 550 });
}
