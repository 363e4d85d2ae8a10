// What opens a database loads this alone, and neither SMTP nor the templates.
export type { LeasedEmail, QueuedEmail } from './queue/email-document.ts';
export { type EmailStore, emails } from './queue/email-store.ts';
