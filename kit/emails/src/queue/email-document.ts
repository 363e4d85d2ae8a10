/** An email in the queue. */
export interface QueuedEmail {
  readonly id: string;
  /**
   * The whole message, sealed by the cipher: it may contain the secret of a link.
   */
  readonly sealed: string;
  readonly createdAt: Date;
  /** The email is useless after this time, and is removed. */
  readonly expiresAt: Date;
}

/** An email leased by a worker until the lease ends. */
export interface LeasedEmail extends QueuedEmail {
  readonly leaseId: string;
  /** Number of attempts to send it, including this one. */
  readonly attempts: number;
}

/** A stored email. */
export interface EmailDocument extends Omit<QueuedEmail, 'id'> {
  readonly _id: string;
  /** When a worker may lease it: at once, after a failure, or when a lease ends. */
  readonly dueAt: Date;
  readonly leaseId: string | null;
  readonly attempts: number;
  /** Reason of the last failure. */
  readonly lastError: string | null;
}
