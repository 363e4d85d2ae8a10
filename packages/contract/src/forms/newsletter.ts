import { EmailAddress, Locale, OneTimeSecret } from '@trastienda/auth-contract';
import { Cursor, Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { FormProof } from './form-token.ts';

/** Request for the newsletter; nothing is sent before the address is confirmed. */
export const NewsletterInput = FormProof.extend({
  email: EmailAddress,
  /** Language of the emails; the default is the shop's. */
  locale: Locale.optional(),
  /** Version of the text to which the visitor agrees, such as `2026-03`; kept as a proof of consent. */
  textVersion: z
    .string()
    .regex(/^[\w.-]{1,40}$/, { error: 'must be letters, digits, dots or hyphens' }),
});
export type NewsletterInput = z.infer<typeof NewsletterInput>;

/** Secret of the link in the email that asks for a confirmation. */
export const ConfirmNewsletterInput = z.object({ token: OneTimeSecret });
export type ConfirmNewsletterInput = z.infer<typeof ConfirmNewsletterInput>;

export const NewsletterConfirmed = z.object({ status: z.literal('subscribed') });
export type NewsletterConfirmed = z.infer<typeof NewsletterConfirmed>;

/** Signed token of the link that every newsletter has; it does not expire. */
export const UnsubscribeInput = z.object({ token: z.string().min(1).max(200) });
export type UnsubscribeInput = z.infer<typeof UnsubscribeInput>;

export const Unsubscribed = z.object({ status: z.literal('unsubscribed') });
export type Unsubscribed = z.infer<typeof Unsubscribed>;

/** `pending`: the address is not confirmed yet. */
export const SubscriberStatus = z.enum(['pending', 'subscribed', 'unsubscribed']);
export type SubscriberStatus = z.infer<typeof SubscriberStatus>;

/** A request, a confirmation or a withdrawal, as a proof. */
export const ConsentRecord = z.object({
  kind: z.enum(['requested', 'confirmed', 'withdrawn']),
  at: Timestamp,
  /** Network of the caller: the /24 of an IPv4 address, the /48 of an IPv6 address. */
  network: z.string().nullable(),
  /** Version of the text that the visitor has agreed to; null for a withdrawal. */
  textVersion: z.string().nullable(),
  /** `one-click`: by the mailbox, for its owner (RFC 8058). */
  via: z.enum(['form', 'link', 'one-click']),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;

export const SubscriberView = z.object({
  id: Id,
  /** Null once it is erased, some time after the withdrawal. */
  email: z.string().nullable(),
  status: SubscriberStatus,
  locale: Locale,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** The newest ones, oldest first. */
  consents: z.array(ConsentRecord),
});
export type SubscriberView = z.infer<typeof SubscriberView>;

export const SubscriberPage = pageOf(SubscriberView);
export type SubscriberPage = z.infer<typeof SubscriberPage>;

/** Subscribers, newest first; by address the one that has it. */
export const ListSubscribersInput = PageInput.extend({
  status: SubscriberStatus.optional(),
  email: EmailAddress.optional(),
});
export type ListSubscribersInput = z.infer<typeof ListSubscribersInput>;

/** Maximum subscribers in a part of an export. */
export const MAX_EXPORTED = 1000;

export const ExportSubscribersInput = z.object({
  limit: z.int().min(1).max(MAX_EXPORTED).default(MAX_EXPORTED),
  cursor: Cursor.optional(),
});
export type ExportSubscribersInput = z.infer<typeof ExportSubscribersInput>;

/** A part of the export: CSV (RFC 4180), the first part with a header. Concatenate the parts. */
export const SubscriberExport = z.object({
  csv: z.string(),
  count: z.int(),
  nextCursor: Cursor.nullable(),
});
export type SubscriberExport = z.infer<typeof SubscriberExport>;
