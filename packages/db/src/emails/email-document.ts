/** An email that waits to be sent. */
export interface QueuedEmail {
  readonly id: string;
  /** The whole message, sealed by the cipher of packages/runtime: it may hold a link's secret. */
  readonly sealed: string;
  readonly createdAt: Date;
  /** After it nobody wants the email any more, and it is removed. */
  readonly expiresAt: Date;
}

/** An email that somebody has taken to send; theirs until the lease ends. */
export interface LeasedEmail extends QueuedEmail {
  readonly leaseId: string;
  /** How often sending it has begun, this time included. */
  readonly attempts: number;
}

/** An email as it is stored. */
export interface EmailDocument extends Omit<QueuedEmail, 'id'> {
  readonly _id: string;
  /** When somebody may take it: at once, after a failure, or when a lease ends. */
  readonly dueAt: Date;
  readonly leaseId: string | null;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly lastError: string | null;
}
