/** Personal data that outlives the account of the person. */
export interface RetainedData {
  readonly collection: string;
  /** Dotted paths, `*` for the members of a list; a path covers everything below it. */
  readonly fields: readonly string[];
  readonly keptFor: string;
  readonly why: string;
}

/**
 * All that the database still says about a person, in words that name the person, once their account
 * is deleted. docs/ACCOUNTS.md has it as a table; a test compares the two, and another one looks for
 * anything else.
 */
export const RETAINED_DATA: readonly RetainedData[] = [
  {
    collection: 'orders',
    fields: ['email', 'shippingAddress', 'billingAddress'],
    keptFor: 'as long as the books: until the operator removes the order',
    why: 'tax and commercial law want invoices, and who they were for, kept for years',
  },
  {
    collection: 'orders',
    fields: ['keys'],
    keptFor: 'as long as the order',
    why: 'staff finds an order by email address, phone, postal code and words of names',
  },
  {
    collection: 'orders',
    fields: ['returns.*.reason', 'returns.*.answer', 'notes.*.text'],
    keptFor: 'as long as the order',
    why: 'what was agreed about an order that may still be disputed',
  },
  {
    collection: 'payments',
    fields: ['refunds.*.reason'],
    keptFor: 'as long as the books: until the operator removes the payment',
    why: 'why money was given back; names a person only if staff wrote a name',
  },
  {
    collection: 'events',
    fields: ['data.reason'],
    keptFor: 'as long as the order',
    why: 'why an order was canceled; names a person only if the reason does',
  },
  {
    collection: 'messages',
    fields: ['name', 'email', 'message', 'answers.*.text'],
    keptFor: '365 days after its last change, or until staff delete it',
    why: 'a visitor wrote it, with an address that needs no account',
  },
  {
    collection: 'newsletter_subscribers',
    fields: ['email'],
    keptFor: '30 days after the withdrawal',
    why: 'its owner agreed to the newsletter, with or without an account',
  },
];
