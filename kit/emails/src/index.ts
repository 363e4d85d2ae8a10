// Delivery
export {
  createEmailDelivery,
  type EmailDelivery,
  type EmailDeliveryOptions,
  type EmailRenderer,
  type EmailRenderers,
} from './delivery/create-email-delivery.ts';
export { createEmailWorker, type EmailWorkerOptions } from './delivery/create-email-worker.ts';
export type { EmailFault } from './delivery/deliver-email.ts';
// Templates
export type { EmailRow, EmailTable } from './layout/email-layout.ts';
export {
  createEmailRenderer,
  type EmailRendererOptions,
  GREETINGS,
} from './layout/email-renderer.ts';
export {
  type EmailLanguage,
  type EmailSite,
  type EmailTemplates,
  type EmailText,
  renderEmail,
} from './layout/email-templates.ts';
export { greetingName, plainLine } from './layout/plain-line.ts';
// Mailers
export type { EmailHeaders, EmailMessage, EmailRendering, Mailer } from './mailers/mailer.ts';
export {
  createOutboxMailer,
  type OutboxEmail,
  type OutboxMailer,
} from './mailers/outbox-mailer.ts';
export { createSmtpMailer } from './mailers/smtp-mailer.ts';
// Queue
export type { Email, EmailContent, EmailQueue } from './queue/email.ts';
export { createEmailQueue } from './queue/email-queue.ts';
