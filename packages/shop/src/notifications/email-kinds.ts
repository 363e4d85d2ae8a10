/** Kinds of emails to buyers. */
export const BUYER_EMAILS = [
  'order-placed',
  'order-paid',
  'order-shipped',
  'order-canceled',
  'order-refunded',
  'return-requested',
  'return-answered',
  'payment-failed',
  'payment-action-required',
] as const;
export type BuyerEmailKind = (typeof BUYER_EMAILS)[number];

/** Kinds of emails to staff. */
export const STAFF_EMAILS = [
  'new-order',
  'low-stock',
  'unmatched-payment',
  'payment-disputed',
  'webhook-disabled',
] as const;
export type StaffEmailKind = (typeof STAFF_EMAILS)[number];

/** Kinds of emails of the shop, each of which can be switched off. */
export const EMAIL_KINDS = [...BUYER_EMAILS, ...STAFF_EMAILS] as const;
export type EmailKind = BuyerEmailKind | StaffEmailKind;
