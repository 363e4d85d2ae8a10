/** A mail that waits to be sent. */
export interface QueuedMail {
  readonly id: string;
  /** The whole message, sealed by the cipher of packages/runtime: it may hold a link's secret. */
  readonly sealed: string;
  readonly createdAt: Date;
  /** After it nobody wants the mail any more, and it is removed. */
  readonly expiresAt: Date;
}

/** A mail that somebody has taken to send; theirs until the lease ends. */
export interface LeasedMail extends QueuedMail {
  readonly leaseId: string;
  /** How often sending it has begun, this time included. */
  readonly attempts: number;
}

/** A mail as it is stored. */
export interface MailDocument extends Omit<QueuedMail, 'id'> {
  readonly _id: string;
  /** When somebody may take it: at once, after a failure, or when a lease ends. */
  readonly dueAt: Date;
  readonly leaseId: string | null;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly lastError: string | null;
}
