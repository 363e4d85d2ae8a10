import { greetingName } from '../layout/plain-line.ts';
import type { EmailRendering } from '../mailers/mailer.ts';
import type { Email } from '../queue/email.ts';

export type TestContent =
  | { readonly template: 'password-changed' }
  | {
      readonly template: 'reset-password';
      readonly token: string;
      readonly expiresInMinutes: number;
    };
export type TestEmail = Email<TestContent>;

/** Returns an email with a link that works for half an hour. */
export function resetEmail(name = 'María'): TestEmail {
  const to = { email: `${name.toLowerCase()}@correo.example`, name };
  const token = `secret-of-${name}`;
  return { to, locale: 'es', content: { template: 'reset-password', token, expiresInMinutes: 30 } };
}

/** An email without a link. */
export const NOTICE: TestEmail = { ...resetEmail(), content: { template: 'password-changed' } };

/** Renders an email in a few words. */
export function renderTestEmail({ to, content }: TestEmail): EmailRendering {
  const greeting = `Hola, ${greetingName(to.name) ?? ''}`;
  if (content.template === 'password-changed') {
    const subject = 'Tu contraseña en Ferretería Ana ha cambiado';
    return { subject, text: greeting, html: `<p>${greeting}</p>` };
  }
  const href = `https://ana.example/reset-password#token=${encodeURIComponent(content.token)}`;
  const text = `${greeting}\n${href}`;
  return { subject: 'Contraseña nueva', text, html: `<p>${text}</p>` };
}

/** Returns the error that nodemailer throws when a server rejects the recipient. */
export function smtpFailure(): Error {
  const error = new Error('550 <maria@correo.example> no such user');
  return Object.assign(error, { code: 'EENVELOPE', responseCode: 550 });
}
